package io.tributary.schemas.id;

import java.util.regex.Pattern;

/**
 * The id of a slot: one local cluster of one client (FedRouter; ALGORITHMS.md, "Slots"), the unit
 * that trains an adapter.
 *
 * @param client that has the slot
 * @param index 0-based within the client, at most {@value IdBounds#MAX_INDEX}
 */
public record SlotId(ClientId client, int index) implements Comparable<SlotId> {
  private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,3}");

  public SlotId {
    IdBounds.index("slot index", index);
  }

  /**
   * Parses {@code client/index}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static SlotId parse(String text) {
    int slash = text.lastIndexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException(
          "slot must look like client/0, was '" + PlainText.of(text) + "'");
    }
    String index = text.substring(slash + 1);
    if (!INDEX.matcher(index).matches()) {
      throw new IllegalArgumentException(
          "slot index must be in 0..9999 without leading zeros, was '" + PlainText.of(text) + "'");
    }
    return new SlotId(new ClientId(text.substring(0, slash)), Integer.parseInt(index));
  }

  /**
   * Compares without a comparator: the maps of every update compare slots, and comparators would
   * take most of the time.
   */
  @Override
  public int compareTo(SlotId other) {
    int byClient = client.compareTo(other.client);
    return byClient == 0 ? Integer.compare(index, other.index) : byClient;
  }

  @Override
  public String toString() {
    return client + "/" + index;
  }
}
