package io.tributary.schemas.update;

import java.util.Optional;

/**
 * An update to send. Its manifest and all its chunks carry the same signature, or none of them
 * does.
 *
 * @param manifest the manifest to send
 * @param seal for the chunks; empty where records are not signed
 */
public record SealedUpdate(UpdateManifest manifest, Optional<UpdateSeal> seal) {
  public SealedUpdate {
    manifest = manifest.with(seal.map(UpdateSeal::authorship));
  }

  /** Returns the chunk to send, with the update's seal. */
  public UpdateChunk seal(UpdateChunk chunk) {
    return chunk.with(seal);
  }
}
