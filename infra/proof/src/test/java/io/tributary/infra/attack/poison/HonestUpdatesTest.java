package io.tributary.infra.attack.poison;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.UpdateChunk;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HonestUpdatesTest {
  private static final ClusterId C0 = new ClusterId(0);
  private static final ClusterId C1 = new ClusterId(1);

  /** Two chunks. */
  private static final int PARAMETERS = AdapterChunks.FLOATS + 1;

  private final HonestUpdates deltas = new HonestUpdates(PARAMETERS);

  @Test
  void hasAnUpdateWhenAllItsChunksHaveCome() {
    deltas.accept(chunk("a/0#1", C0, 1, 5));
    assertThat(deltas.newest(C0)).isEmpty();
    deltas.accept(chunk("a/0#1", C0, 0, 5));
    assertThat(deltas.newest(C0)).hasValueSatisfying(values -> assertThat(values).containsOnly(5));
    assertThat(deltas.newest(C1)).isEmpty();
  }

  @Test
  void mixesNoTwoUpdates() {
    deltas.accept(chunk("a/0#1", C0, 0, 1));
    deltas.accept(chunk("b/0#1", C0, 1, 2));
    deltas.accept(chunk("a/0#2", C0, 1, 3));
    assertThat(deltas.newest(C0)).isEmpty();
    deltas.accept(chunk("b/0#1", C0, 0, 2));
    assertThat(deltas.newest(C0)).hasValueSatisfying(values -> assertThat(values).containsOnly(2));
    deltas.accept(chunk("a/0#2", C0, 0, 3));
    assertThat(deltas.newest(C0)).hasValueSatisfying(values -> assertThat(values).containsOnly(3));
  }

  @Test
  void passesOverWhatHostileClientsSend() {
    deltas.accept(chunk("mallory-0/0#1", C0, 0, 1));
    deltas.accept(chunk("mallory-0/0#1", C0, 1, 1));
    assertThat(deltas.newest(C0)).isEmpty();
  }

  private static UpdateChunk chunk(String update, ClusterId cluster, int index, float value) {
    float[] values = new float[PARAMETERS];
    Arrays.fill(values, value);
    return new UpdateChunk(
        UpdateId.parse(update), new ChunkKey(cluster, index), AdapterChunks.encode(values, index));
  }
}
