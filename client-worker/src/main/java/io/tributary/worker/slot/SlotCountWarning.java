package io.tributary.worker.slot;

import io.tributary.schemas.id.ClientId;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says when the number of slots is likely to be chosen badly, and what helps. */
public final class SlotCountWarning {
  /** Figure of a CLUSTERED report, 1: two of the client's slots may hold one task. */
  public static final String UNSURE = "unsure";

  private SlotCountWarning() {}

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
                + " tell apart by their inputs alone, so too few slots may be chosen; pass --slots"
                + " K where you know how many tasks a client has, or leave --no-instructions out");
  }

  /**
   * One sentence about clients that could not tell how many tasks they have; empty without any.
   *
   * @param clients whose reports say {@link #UNSURE}
   */
  public static Optional<String> ofUnsure(Collection<ClientId> clients) {
    return clients.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "with --slots auto, "
                + clients.stream().map(ClientId::value).collect(Collectors.joining(", "))
                + " could not tell whether two of its slots hold one task that is worded in several"
                + " ways or two tasks, and kept them apart; pass --slots K where you know how many"
                + " tasks a client has");
  }
}
