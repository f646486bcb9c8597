defmodule @MODULE@ do
  @moduledoc "What the board does: start/0 is called, and its value ends the program."

  def start do
    :io.format("~s~n", [greeting("world")])
    :ok
  end

  def greeting(name), do: "Hello, " <> name <> "!"
end
