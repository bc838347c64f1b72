package io.tributary.worker;

import java.util.Optional;

/** Says when the number of slots is likely to be chosen badly, and what helps. */
public final class SlotAdvice {
  private SlotAdvice() {}

  /**
   * One sentence, or nothing to say.
   *
   * @param slots per client that were asked for; 0 to choose
   * @param withInstructions whether instructions are part of the text
   */
  public static Optional<String> of(int slots, boolean withInstructions) {
    return slots > 0 || withInstructions
        ? Optional.empty()
        : Optional.of(
            "--slots is auto and texts come without instructions: tasks of one client are hard to"
                + " tell apart by their inputs alone, so too few slots may be chosen; pass --slots K"
                + " where you know how many tasks a client has, or leave --no-instructions out");
  }
}
