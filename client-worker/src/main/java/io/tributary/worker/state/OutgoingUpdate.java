package io.tributary.worker.state;

import java.util.List;

/**
 * One encoded update: if it is sent again, it is the same to the last bit.
 *
 * @param key of the manifest's record
 * @param manifest value of the manifest's record
 * @param chunks records of the payload
 */
public record OutgoingUpdate(String key, byte[] manifest, List<Chunk> chunks) {
  /**
   * The encoded record of one chunk, ready to be sent.
   *
   * @param key of the record
   * @param value of the record
   */
  public record Chunk(String key, byte[] value) {}

  public OutgoingUpdate {
    chunks = List.copyOf(chunks);
  }

  /** Returns the number of bytes of all values. */
  public long bytes() {
    return manifest.length + chunks.stream().mapToLong(chunk -> chunk.value().length).sum();
  }
}
