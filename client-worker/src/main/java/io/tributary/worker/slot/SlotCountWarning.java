package io.tributary.worker.slot;

import io.tributary.schemas.id.ClientId;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Warns when the number of slots is likely to be chosen badly, and suggests what helps. */
public final class SlotCountWarning {
  /** The metric of a CLUSTERED report that is 1 if two of the client's slots may be one task. */
  public static final String UNSURE = "unsure";

  private SlotCountWarning() {}

  /**
   * Returns one sentence, or nothing if there is no reason to warn.
   *
   * @param slots per client that were asked for; empty to choose
   * @param withInstructions whether instructions are part of the text
   */
  public static Optional<String> of(OptionalInt slots, boolean withInstructions) {
    return slots.isPresent() || withInstructions
        ? Optional.empty()
        : Optional.of(
            "--slots is auto and texts come without instructions: tasks of one client are hard to"
                + " tell apart by their inputs alone, so too few slots may be chosen; pass --slots"
                + " K where you know how many tasks a client has, or leave --no-instructions out");
  }

  /**
   * Returns one sentence about clients that could not determine how many tasks they have; empty if
   * there are none.
   *
   * @param clients whose reports have {@link #UNSURE}
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
