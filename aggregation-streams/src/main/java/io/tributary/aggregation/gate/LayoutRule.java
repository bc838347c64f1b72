package io.tributary.aggregation.gate;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.update.UpdateChunk;
import java.util.Optional;

/**
 * Checks that chunks are slices of adapters of the contract's layout.
 *
 * @param digest of the layout, in full
 * @param chunks number of chunks of every adapter
 */
public record LayoutRule(String digest, int chunks) {
  /** Returns the rule of a federation whose adapters have this layout. */
  public static LayoutRule of(AdapterLayout layout) {
    return new LayoutRule(layout.fullDigest(), AdapterChunks.count(layout.parameters()));
  }

  /** Returns what is wrong with a chunk, which need not name its layout; empty if it is sound. */
  public Optional<Rejection> refuse(UpdateChunk chunk) {
    if (chunk.key().index() >= chunks) {
      return rejection("chunk index must be < " + chunks + ", was " + chunk.key().index());
    }
    return chunk
        .layoutDigest()
        .filter(said -> !Digests.matches(said, digest))
        .flatMap(said -> rejection("layout digest of a chunk must be " + digest + ", was " + said));
  }

  private static Optional<Rejection> rejection(String detail) {
    return Optional.of(new Rejection(RejectReason.WRONG_LAYOUT, detail));
  }
}
