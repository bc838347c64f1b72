package io.tributary.schemas.update;

import java.util.Optional;

/**
 * An update on its way out: all of it carries the same signature, or none of it does.
 *
 * @param manifest as it is to be sent
 * @param seal for its chunks; empty where records are not signed
 */
public record SealedUpdate(UpdateManifest manifest, Optional<UpdateSeal> seal) {
  public SealedUpdate {
    manifest = manifest.with(seal.map(UpdateSeal::authorship));
  }

  /** A chunk of the update as it is to be sent. */
  public UpdateChunk seal(UpdateChunk chunk) {
    return chunk.with(seal);
  }
}
