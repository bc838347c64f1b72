package io.tributary.infra.experiment.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.follow.FollowListener;
import io.tributary.schemas.follow.FollowSettings.Ledger;
import io.tributary.schemas.follow.PersonalInits;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.schemas.spec.PersonalInitMode;
import io.tributary.schemas.spec.StalenessDiscount;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.update.RecordSigner;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.worker.align.AlignmentRate;
import io.tributary.worker.align.AlignmentVariant;
import io.tributary.worker.exchange.UpdateSink;
import io.tributary.worker.exchange.UpdateWriter;
import io.tributary.worker.method.LocalMethod.Outcome;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.SelfCorrection;
import io.tributary.worker.method.personal.PflAlign;
import io.tributary.worker.optimise.LearningRate;
import io.tributary.worker.state.SlotMemory;
import io.tributary.worker.train.TrainingResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the aggregator computes for clients without state is what a client with state computes. */
class PersonalAdaptersTest {
  private static final ClusterId C0 = new ClusterId(0);
  private static final int STEPS = 3;

  /** 500,000 floats: three chunks, of which A's end and B's beginning share the middle one. */
  private static final AdapterLayout LAYOUT =
      new AdapterLayout(50, 16, List.of(new TargetModule("layer.query", 5_000, 5_000)));

  /** A slot that trains as pFLAlign does, and keeps its offset. */
  private static final class Slot {
    final SlotId id;
    final long samples;
    SlotMemory memory = SlotMemory.EMPTY;
    int sequence;

    Slot(int number) {
      id = SlotId.parse("client-" + number + "/0");
      samples = 5 + 13L * number;
    }
  }

  /** What came down. */
  private static final class Heard implements FollowListener {
    final List<AdapterManifest> manifests = new ArrayList<>();
    final List<LoraAdapter> adapters = new ArrayList<>();
    final Map<SlotId, PersonalInits.Start> starts = new HashMap<>();
    final List<LedgerEntry> refused = new ArrayList<>();

    @Override
    public void clusterState(ClusterState state) {}

    @Override
    public void version(AdapterManifest manifest, LoraAdapter adapter) {
      if (manifest.version().version() == 0) {
        return;
      }
      manifests.add(manifest);
      adapters.add(adapter);
    }

    @Override
    public void personal(PersonalInits.Start start) {
      starts.put(start.update().slot(), start);
    }

    @Override
    public void decision(LedgerEntry entry) {
      if (entry.verdict() != LedgerEntry.Verdict.ACCEPTED) {
        refused.add(entry);
      }
    }

    @Override
    public void failed(RuntimeException cause) {
      throw cause;
    }
  }

  /**
   * Three versions of as many clients; the last of them trains from the version before the newest,
   * and the first client's updates are far beyond the clip norm.
   */
  @ParameterizedTest
  @CsvSource({
    "NEVER, 1, weighted-mean, none",
    "NEVER, 3, weighted-mean, none",
    "SMALL, 1, weighted-mean, none",
    "SMALL, 2, weighted-mean, fedadam",
    "SMALL, 3, weighted-mean, none",
    "ALWAYS, 1, rank-masked-mean, none",
    "ALWAYS, 3, weighted-mean, fedavgm",
    "ALWAYS, 3, trimmed-mean, none",
  })
  void theStartsOfBothSidesAreTheSameBytes(
      SelfCorrection correction, int clients, String strategy, String optimizer) {
    var method = new PflAlign(AlignmentVariant.FULL, AlignmentRate.of(0.1), correction);
    var heard = new Heard();
    try (var federation = new InProcessFederation(spec(correction, clients, strategy, optimizer))) {
      Set<ClientId> all =
          IntStream.range(0, clients)
              .mapToObj(client -> new Slot(client).id.client())
              .collect(Collectors.toSet());
      federation.exchange().follow(heard, Ledger.ALL, all);
      List<Slot> slots = announced(federation, clients);
      LoraAdapter initial = LoraAdapter.initial(LAYOUT, 7);
      heard.adapters.add(initial);
      for (int version = 1; version <= 3; version++) {
        for (Slot slot : slots) {
          boolean last = slot == slots.get(clients - 1);
          train(federation, heard, method, slot, Math.max(0, version - (last ? 2 : 1)));
        }
        assertThat(heard.refused).isEmpty();
        assertThat(heard.manifests).hasSize(version);
        AdapterManifest manifest = heard.manifests.get(version - 1);
        for (Slot slot : slots) {
          PersonalInits.Start start = heard.starts.get(slot.id);
          assertThat(start.version()).isEqualTo(manifest.version());
          assertThat(start.update()).isEqualTo(new UpdateId(slot.id, slot.sequence));
          float[] own = method.personal(round(heard, slot, version)).values();
          assertThat(bits(start.adapter().values())).isEqualTo(bits(own));
          assertThat(Arrays.equals(own, heard.adapters.get(version).values())).isFalse();
        }
        List<Contribution> parts = manifest.contributions();
        assertThat(parts.get(0).clip()).isLessThan(1);
        assertThat(parts.get(clients - 1).staleness()).isEqualTo(version == 1 ? 0 : 1);
      }
    }
  }

  /** -0 is not 0 where bytes are compared. */
  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }

  private static void train(
      InProcessFederation federation, Heard heard, PflAlign method, Slot slot, int from) {
    LocalRound round = round(heard, slot, from);
    slot.sequence++;
    Outcome outcome =
        method.round(
            round,
            (start, frozenAdapters, descent) -> moved(start, slot.samples * 31 + slot.sequence));
    slot.memory = outcome.memory();
    AdapterVersion base =
        from == 0
            ? new AdapterVersion(C0, 0, 0, round.global().digest())
            : heard.manifests.get(from - 1).version();
    var trained =
        new UpdateWriter.Trained(
            new UpdateId(slot.id, slot.sequence),
            base,
            round.global(),
            outcome.shared(),
            0,
            1,
            slot.samples,
            InProcessFederation.CLOCK.instant(),
            new TrainingSummary(STEPS, 1, 0.5, 1_000, 2_000));
    try (UpdateSink sink = federation.exchange().sink(slot.id.client())) {
      var writer = new UpdateWriter(federation.exchange().codecs(), RecordSigner.NONE);
      sink.send(trained.id(), writer.write(trained));
    }
  }

  private static LocalRound round(Heard heard, Slot slot, int version) {
    List<Contribution> parts =
        version == 0 ? List.of() : heard.manifests.get(version - 1).contributions();
    return new LocalRound(
        C0,
        version,
        heard.adapters.get(version),
        Contribution.share(parts, slot.id),
        parts.size(),
        STEPS,
        LearningRate.constant(1e-3f),
        slot.memory);
  }

  /** Instead of training, which is not what is asked here: a step in a direction of its own. */
  private static TrainingResult moved(LoraAdapter start, long seed) {
    var random = new SplittableRandom(seed);
    float[] values = start.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (0.02 * random.nextDouble() - 0.01);
    }
    return new TrainingResult(new LoraAdapter(LAYOUT, values), new float[STEPS], 1, 1);
  }

  private static List<Slot> announced(InProcessFederation federation, int clients) {
    var slots = new ArrayList<Slot>();
    for (int client = 0; client < clients; client++) {
      slots.add(new Slot(client));
    }
    for (Slot slot : slots) {
      federation
          .exchange()
          .announcer()
          .announce(
              new TaskEmbedding(
                  slot.id,
                  1,
                  "mini@00",
                  slot.samples,
                  new float[] {0, 1},
                  0.1,
                  InProcessFederation.CLOCK.instant()));
    }
    return slots;
  }

  /** Windows of one update a client, discounted and clipped. */
  private static FederationSpec spec(
      SelfCorrection correction, int clients, String strategy, String optimizer) {
    assertThat(AdapterChunks.count(LAYOUT.parameters())).isEqualTo(3);
    var window =
        new WindowSettings(
            WindowSettings.Close.COUNT,
            clients,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofMinutes(5),
            2,
            StalenessDiscount.polynomial(1),
            WindowSettings.Weighting.SAMPLES,
            3,
            NormSettings.none());
    return new FederationSpec(
        "test",
        "mini@00",
        2,
        LAYOUT,
        7,
        new ClusteringSettings(ClusteringSettings.Mode.ONE, 1, clients, 1.5, 1, 11),
        window,
        MergeSettings.of(strategy, OptimizerSettings.of(optimizer, 1))
            .with(PersonalInitMode.valueOf(correction.name())));
  }
}
