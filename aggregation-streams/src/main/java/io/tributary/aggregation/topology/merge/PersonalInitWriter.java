package io.tributary.aggregation.topology.merge;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.PersonalInit;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.spec.PersonalInitMode;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Computes the personal starts of a window's contributors: the version that the window makes plus
 * the contributor's own offset, which is its payload as it sent it, neither clipped nor weighted.
 * The bytes are those that a client with state comes to: formula, share and rule of correction are
 * the same code, and the window's contributions are what the version's manifest will name.
 *
 * <p>Its cost: where a strategy adds payloads as they come, they are read from the log a second
 * time here; and each contributor's chunk is written once more. One start is in memory at a time.
 *
 * @param mode of the federation
 * @param layoutDigest of the contract, in full
 * @param windows none of which is dropped yet
 */
record PersonalInitWriter(PersonalInitMode mode, String layoutDigest, OpenWindows windows) {
  /**
   * Passes one chunk of every contributor's start to {@code written}, in the order in which the log
   * reads fastest.
   *
   * @param close the command of the window whose chunk is merged
   * @param global values of the version's chunk
   * @param digest of its bytes
   * @param written is called with each chunk
   */
  void forEach(
      ChunkCommand.Close close, float[] global, String digest, Consumer<PersonalChunk> written) {
    if (mode == PersonalInitMode.OFF) {
      return;
    }
    List<WindowContribution> merged = windows.contributions(close);
    List<Contribution> all = merged.stream().map(WindowContribution::counted).toList();
    OpenWindows.inLogOrder(merged)
        .forEach(
            one -> {
              double kept = mode.kept(all, one.update().slot());
              float[] start = start(global, windows.payload(close.key(), one), kept);
              written.accept(
                  new PersonalChunk(
                      one.update(),
                      close.key(),
                      close.version(),
                      digest,
                      AdapterChunks.bytes(start),
                      Optional.of(layoutDigest)));
            });
  }

  private static float[] start(float[] global, FloatBuffer offset, double kept) {
    float[] start = new float[global.length];
    for (int i = 0; i < start.length; i++) {
      start[i] = PersonalInit.value(global[i], offset.get(offset.position() + i), kept);
    }
    return start;
  }
}
