defmodule @MODULE@Test do
  use ExUnit.Case

  test "greets by name" do
    assert @MODULE@.greeting("board") == "Hello, board!"
  end
end
