package io.tributary.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.worker.ClientWorker;
import io.tributary.worker.method.ClipTarget;
import io.tributary.worker.method.shared.HetLora;
import io.tributary.worker.optimise.Optimiser;
import io.tributary.worker.state.OutgoingUpdate;
import io.tributary.worker.train.TrainingJob;
import io.tributary.worker.train.TrainingResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HetLoRA in a worker: a slot's rank falls between its rounds. */
class RankPruningTest {
  private static final AdapterLayout LAYOUT =
      new AdapterLayout(4, 8, List.of(new TargetModule("only", 2, 3)));
  private static final LoraAdapter VERSION = version();

  @TempDir Path root;
  private final FakeWorld world = new FakeWorld(spec());

  RankPruningTest() {
    world.method = new HetLora(0.5f, 0, ClipTarget.OBJECTIVE);
    world.trainer = RankPruningTest::shrink;
  }

  @Test
  void aPrunedSlotSendsTheComponentsThatItKeeps() {
    try (ClientWorker worker = world.start(root, 0)) {
      begin(worker);
      world.publish(0, 1, VERSION);
      worker.turn(world.downstream);
    }
    OutgoingUpdate pruned = world.sent.get(2);
    UpdateManifest manifest = world.manifest(pruned);
    LoraAdapter kept = shrunk(VERSION).truncated(2);
    assertThat(manifest.rank()).isEqualTo(2);
    assertThat(manifest.productNorm()).isEqualTo(kept.productNorm());
    float[] payload = world.values(pruned);
    for (int i = 0; i < payload.length; i++) {
      assertThat(payload[i]).isEqualTo(kept.values()[i] - VERSION.truncated(2).values()[i]);
    }
    assertThat(world.reports)
        .anySatisfy(report -> assertThat(report.values()).containsEntry("rank", 2.0));
  }

  /** Each slot has its own, on disk. */
  @Test
  void theRankOutlivesARestartAndBelongsToOneSlot() {
    try (ClientWorker worker = world.start(root, 0)) {
      begin(worker);
      world.publish(0, 1, VERSION);
      worker.turn(world.downstream);
    }
    try (ClientWorker worker = world.start(root, 0)) {
      worker.join();
      world.publish(0, 2, VERSION);
      world.publish(1, 1, VERSION);
      worker.turn(world.downstream);
    }
    assertThat(world.sent)
        .extracting(update -> world.manifest(update).rank())
        .containsExactly(4, 4, 2, 1, 2);
    assertThat(world.jobs.get(3).start()).isEqualTo(VERSION.truncated(2));
    assertThat(world.jobs.get(4).start()).isEqualTo(VERSION);
  }

  /** Also another cluster's adapter is read to the rank that the slot has come to. */
  @Test
  void theRankGoesWithTheSlotToAnotherCluster() {
    try (ClientWorker worker = world.start(root, 0)) {
      begin(worker);
      world.publish(0, 1, VERSION);
      worker.turn(world.downstream);
      world.assign(1, 1);
      world.publish(1, 1, VERSION);
      worker.turn(world.downstream);
    }
    assertThat(world.jobs.get(3).start()).isEqualTo(VERSION.truncated(2));
  }

  private void begin(ClientWorker worker) {
    worker.join();
    world.formClusters();
    // B is zero in version 0, so that no tail falls.
    worker.turn(world.downstream);
  }

  /** Instead of training: all components shrink. */
  private static TrainingResult shrink(TrainingJob job, Optimiser optimiser) {
    return new TrainingResult(shrunk(job.start()), new float[] {2, 1}, 7, 1000);
  }

  private static LoraAdapter shrunk(LoraAdapter adapter) {
    float[] values = adapter.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= 0.5f;
    }
    return new LoraAdapter(adapter.layout(), values);
  }

  private static LoraAdapter version() {
    float[] values = new float[LAYOUT.parameters()];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 + i;
    }
    return new LoraAdapter(LAYOUT, values);
  }

  private static FederationSpec spec() {
    FederationSpec spec = FakeWorld.SPEC;
    return new FederationSpec(
        spec.federation(), spec.baseModel(), 2, LAYOUT, 5, spec.clustering(), spec.window());
  }
}
