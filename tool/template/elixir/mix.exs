defmodule @MODULE@.MixProject do
  use Mix.Project

  def project do
    [app: :@NAME@, version: "0.1.0", elixir: "~> 1.10", deps: []]
  end

  def application, do: []
end
