package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.gate.EmbeddingGate;
import io.tributary.aggregation.topology.Garbage.Thrown;
import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.policy.ClientDecisions;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.StalenessDiscount;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.spec.WindowSettings.Close;
import io.tributary.schemas.spec.WindowSettings.Weighting;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.UpdateChunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Bad data stops nobody and is never lost without a word. */
class GarbageTest {
  private static final WindowSettings EVERY_UPDATE =
      new WindowSettings(
          Close.COUNT,
          1,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofMinutes(5),
          10,
          StalenessDiscount.polynomial(0.5),
          Weighting.SAMPLES,
          0,
          NormSettings.defaults());

  @Property(tries = 40)
  void whateverIsThrownIsAccountedForAndTheFederationGoesOn(@ForAll long seed) {
    FederationSpec spec =
        Federations.spec(Federations.SMALL, Federations.tasks(2, 2), EVERY_UPDATE);
    FakeClient left = FakeClient.of(spec, "left", 0, 1, 10);
    FakeClient right = FakeClient.of(spec, "right", 0, 1, 10);
    try (var harness = new TopologyHarness(spec)) {
      harness.announce(left.embedding(-1, 0));
      harness.announce(right.embedding(1, 0));
      var garbage = new Garbage(new Random(seed), harness.topics(), harness.codecs(), left);
      List<Thrown> thrown = new ArrayList<>();
      for (int i = 0; i < 80; i++) {
        Thrown next = garbage.next();
        thrown.add(next);
        harness.sendRaw(next.topic(), next.key(), next.value());
      }
      harness.advance(Duration.ofMinutes(11));
      new Account(harness, spec, thrown).balance();
      aRoundStillCloses(harness, left);
    }
  }

  private static void aRoundStillCloses(TopologyHarness harness, FakeClient client) {
    var cluster = harness.clusters().clusterOf(client.slot()).orElseThrow();
    var base = harness.newest(cluster);
    harness.send(client.update(1, base, harness.clusters().epoch(), new float[20]));
    assertThat(harness.newest(cluster).version()).isEqualTo(base.version() + 1);
  }

  /** What was thrown, against what the aggregator says became of it. */
  private static final class Account {
    private final TopologyHarness harness;
    private final FederationSpec spec;
    private final List<Thrown> thrown;
    private final List<QuarantineRecord> quarantine;
    private final Map<String, Integer> expected = new HashMap<>();
    private final Map<String, Integer> decided = new HashMap<>();
    private final Map<SlotId, Boolean> announced = new HashMap<>();
    private final ClientDecisions<String> blocked = new ClientDecisions<>();
    private int unreadable;
    private int foreign;
    private int refusedEmbeddings;

    Account(TopologyHarness harness, FederationSpec spec, List<Thrown> thrown) {
      this.harness = harness;
      this.spec = spec;
      this.thrown = thrown;
      this.quarantine = harness.quarantine();
      for (LedgerEntry entry : harness.decisions()) {
        int manifest = entry.reason() == RejectReason.CHUNK_ORPHANED ? 0 : 1;
        decided.merge(entry.cluster() + " " + entry.update(), manifest, Integer::sum);
      }
    }

    void balance() {
      for (Thrown record : thrown) {
        unreadable += isReadable(record) ? 0 : 1;
      }
      assertThat(setAside("", RejectReason.UNDECODABLE)).isEqualTo(unreadable);
      assertThat(setAside("test.update-chunks", RejectReason.WRONG_LAYOUT)).isEqualTo(foreign);
      assertThat(
              setAside("test.task-embeddings", RejectReason.WRONG_BASE_MODEL)
                  + setAside("test.task-embeddings", RejectReason.NOT_FINITE)
                  + setAside("test.task-embeddings", RejectReason.BAD_EMBEDDING)
                  + setAside("test.task-embeddings", RejectReason.WRONG_LAYOUT))
          .isEqualTo(refusedEmbeddings);
      expected.forEach(
          (id, count) ->
              assertThat(decided.get(id)).as(id).isBetween(count, count + replayedChunks(id)));
      var state = harness.clusters();
      announced.forEach(
          (slot, known) ->
              assertThat(
                      state.assignments().containsKey(slot)
                          || state.parked().contains(slot)
                          || (known && blocked.blocking(slot.client()).isPresent()))
                  .as("%s", slot)
                  .isEqualTo(known));
    }

    /** Whether the record is one of its topic, under its own key; if so, it is accounted for. */
    private boolean isReadable(Thrown record) {
      var topics = harness.topics();
      var codecs = harness.codecs();
      if (record.topic().equals(topics.adapterUpdates())) {
        var manifest = read(record, codecs.updateManifest(), m -> m.base().cluster());
        manifest.ifPresent(m -> expect(m.base().cluster() + " " + m.id()));
        return manifest.isPresent();
      }
      if (record.topic().equals(topics.updateChunks())) {
        var chunk = read(record, codecs.updateChunk(), c -> c.key());
        chunk.ifPresent(this::account);
        return chunk.isPresent();
      }
      if (record.topic().equals(topics.taskEmbeddings())) {
        return isReadableEmbedding(record);
      }
      if (record.topic().equals(topics.clientPolicy())) {
        return isReadablePolicy(record);
      }
      if (record.topic().equals(topics.updateRulings())) {
        var ruling = read(record, codecs.updateRuling(), r -> r.cluster());
        ruling.ifPresent(r -> expect(r.cluster() + " " + r.update()));
        return ruling.isPresent();
      }
      return record.topic().equals(topics.clusterEvents())
          ? read(record, codecs.clusterEvent(), e -> e.cluster()).isPresent()
          : read(record, codecs.chunkEvent(), e -> e.key()).isPresent();
    }

    private void expect(String decision) {
      expected.merge(decision, 1, Integer::sum);
    }

    private void account(UpdateChunk chunk) {
      if (chunk.key().index() > 0) {
        foreign++;
      } else {
        assertThat(decided).containsKey(chunk.key().cluster() + " " + chunk.update());
      }
    }

    private boolean isReadableEmbedding(Thrown record) {
      if (record.value() == null) {
        announced.put(SlotId.parse(record.key()), false);
        return true;
      }
      Optional<TaskEmbedding> embedding =
          read(record, harness.codecs().taskEmbedding(), TaskEmbedding::slot);
      if (embedding.isPresent()) {
        boolean fine = new EmbeddingGate(spec).refuse(embedding.get()).isEmpty();
        refusedEmbeddings += fine ? 0 : 1;
        announced.merge(embedding.get().slot(), fine, (was, is) -> was || is);
      }
      return embedding.isPresent();
    }

    private boolean isReadablePolicy(Thrown record) {
      if (record.value() == null) {
        Optional<ClientPattern> clients = pattern(record.key());
        clients.ifPresent(blocked::remove);
        return clients.isPresent();
      }
      var policy = read(record, harness.codecs().clientPolicy(), p -> p.clients());
      policy.ifPresent(p -> blocked.put(p.clients(), p.blocked(), ""));
      return policy.isPresent();
    }

    /** Chunks of a sequence that was passed are decided, too, without a manifest. */
    private int replayedChunks(String id) {
      String update = id.substring(id.indexOf(' ') + 1);
      return (int)
          quarantine.stream()
              .filter(record -> record.reason() == RejectReason.SEQUENCE_REPLAYED)
              .filter(record -> record.subject().equals(update) && record.topic().isEmpty())
              .count();
    }

    private static Optional<ClientPattern> pattern(String key) {
      try {
        return key == null ? Optional.empty() : Optional.of(new ClientPattern(key));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    private long setAside(String topic, RejectReason reason) {
      return quarantine.stream()
          .filter(record -> record.reason() == reason && record.topic().startsWith(topic))
          .count();
    }

    private static <T> Optional<T> read(
        Thrown record, RecordCodec<T> codec, Function<T, Object> key) {
      try {
        T value = codec.decode(record.value());
        return key.apply(value).toString().equals(record.key())
            ? Optional.of(value)
            : Optional.empty();
      } catch (UndecodableRecord e) {
        return Optional.empty();
      }
    }
  }
}
