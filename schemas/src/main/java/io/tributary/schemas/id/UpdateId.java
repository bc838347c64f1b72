package io.tributary.schemas.id;

import java.util.regex.Pattern;

/**
 * The id of one adapter update. A retransmission carries the same id and the same bytes.
 *
 * @param slot that trained the update
 * @param sequence counts the slot's updates from 1, without gaps, to {@value IdBounds#MAX_COUNT}
 */
public record UpdateId(SlotId slot, long sequence) implements Comparable<UpdateId> {
  private static final Pattern SEQUENCE = Pattern.compile("[1-9]\\d{0,17}");

  public UpdateId {
    IdBounds.count("update sequence", 1, sequence);
  }

  /**
   * Parses {@code client/0#7}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static UpdateId parse(String text) {
    int hash = text.lastIndexOf('#');
    if (hash < 1) {
      throw new IllegalArgumentException(
          "update must look like client/0#7, was '" + PlainText.of(text) + "'");
    }
    String sequence = text.substring(hash + 1);
    if (!SEQUENCE.matcher(sequence).matches()) {
      throw new IllegalArgumentException(
          "update sequence must be 1 to 18 digits without leading zeros, was '"
              + PlainText.of(text)
              + "'");
    }
    return new UpdateId(SlotId.parse(text.substring(0, hash)), Long.parseLong(sequence));
  }

  @Override
  public int compareTo(UpdateId other) {
    int bySlot = slot.compareTo(other.slot);
    return bySlot == 0 ? Long.compare(sequence, other.sequence) : bySlot;
  }

  @Override
  public String toString() {
    return slot + "#" + sequence;
  }
}
