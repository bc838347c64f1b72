package io.tributary.schemas.update;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.identity.SignedText;
import java.util.List;
import java.util.Optional;

/**
 * A client's one signature over an update, manifest and chunks together, with the digests by which
 * a reader of a single chunk can verify it.
 *
 * @param manifest full digest of the manifest's own text, see {@link UpdateManifest#ownText}
 * @param chunks full digest of every chunk's payload, in order
 * @param authorship the client's signature over {@link #text}
 */
public record UpdateSeal(String manifest, List<String> chunks, SignatureWithKey authorship) {
  /** The number of chunks of the largest adapter. */
  public static final int MAX_CHUNKS = AdapterChunks.count(AdapterLayout.MAX_PARAMETERS);

  public UpdateSeal {
    chunks = List.copyOf(chunks);
    if (chunks.isEmpty() || chunks.size() > MAX_CHUNKS) {
      throw new IllegalArgumentException(
          "chunk digests of a seal must be 1 to "
              + MAX_CHUNKS
              + ", those of the largest adapter, were "
              + chunks.size());
    }
    RecordBounds.fullDigest("manifest digest of a seal", manifest);
    chunks.forEach(digest -> RecordBounds.fullDigest("chunk digest of a seal", digest));
  }

  /** Returns the seal of the update that a manifest announces. */
  public static UpdateSeal of(UpdateManifest manifest, ClientIdentity identity, String federation) {
    return new UpdateSeal(
        manifest.digest(federation),
        manifest.chunkDigests(),
        identity.sign(manifest.signedText(federation)));
  }

  /** Returns the signed text, for a reader who has only a chunk of the update. */
  public SignedText text(String federation, UpdateId update, ClusterId cluster) {
    return text(federation, update, cluster, manifest, chunks);
  }

  /**
   * Returns the text that a client signs.
   *
   * @param manifest full digest of the manifest's own text
   * @param chunks full digest of every chunk's payload, in order
   */
  public static SignedText text(
      String federation, UpdateId update, ClusterId cluster, String manifest, List<String> chunks) {
    return new SignedText("update/1", federation)
        .with("update", update)
        .with("cluster", cluster.value())
        .with("manifest", manifest)
        .with("chunks", chunks);
  }

  /**
   * Returns why the seal does not cover a chunk; empty if it does. The signature is not checked
   * here.
   *
   * @param payloadDigest full digest of the chunk's payload
   * @param count number of chunks of an update in the federation's layout
   */
  public Optional<String> refuse(ChunkKey chunk, String payloadDigest, int count) {
    if (chunks.size() != count) {
      return Optional.of(
          "its seal must list the digests of all chunks of an update, which are "
              + count
              + " in this federation's layout, lists "
              + chunks.size());
    }
    if (chunk.index() >= count) {
      return Optional.of("its chunk index must be < " + count + ", was " + chunk.index());
    }
    String sealed = chunks.get(chunk.index());
    return sealed.equals(payloadDigest)
        ? Optional.empty()
        : Optional.of(
            "the payload of chunk "
                + chunk
                + " must have digest "
                + Digests.shortened(sealed)
                + ", as its seal lists, had "
                + Digests.shortened(payloadDigest));
  }
}
