package io.tributary.worker.data.row;

import java.util.List;

/**
 * One example: choose {@code output} among {@code options}, given instruction and input.
 *
 * @param task used only to score, never to train or route; empty if unknown
 * @param instruction may be empty
 * @param input may be empty if the instruction is not
 * @param output the right answer, one of the options
 * @param options at least two different answers; empty for a row whose answer is free text
 */
public record Row(
    String task, String instruction, String input, String output, List<String> options) {
  public Row {
    options = List.copyOf(options);
  }

  /** Returns whether the answer is chosen among options; only such rows are trained. */
  public boolean isChoice() {
    return !options.isEmpty();
  }

  /**
   * Returns the text that the base model embeds: instruction and input, or the input alone where
   * there is one.
   */
  public String text(boolean withInstruction) {
    if (input.isBlank()) {
      return instruction;
    }
    return withInstruction && !instruction.isBlank() ? instruction + " " + input : input;
  }

  /** Returns the same row with a task name, for rows that have none. */
  public Row ofTask(String name) {
    return task.isEmpty() ? new Row(name, instruction, input, output, options) : this;
  }
}
