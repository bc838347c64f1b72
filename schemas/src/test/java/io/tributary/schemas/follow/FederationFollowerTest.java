package io.tributary.schemas.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.follow.FollowSettings.Ledger;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.settings.Failure;
import io.tributary.testkit.KafkaBroker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FederationFollowerTest {
  @RegisterExtension static final KafkaBroker BROKER = new KafkaBroker();

  private static final ClusterId CLUSTER = new ClusterId(0);

  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
  private final FollowListener listener =
      new FollowListener() {
        @Override
        public void clusterState(ClusterState state) {
          heard.add(state.revision());
        }

        @Override
        public void version(AdapterManifest manifest, LoraAdapter adapter) {
          heard.add(manifest.version().name());
        }

        @Override
        public void decision(LedgerEntry entry) {
          heard.add(entry.update().toString());
        }

        @Override
        public void personal(PersonalInits.Start start) {
          heard.add(start);
        }

        @Override
        public void skipped(SkipReason reason) {
          heard.add(reason);
        }

        @Override
        public void failed(RuntimeException cause) {
          heard.add(cause);
        }
      };

  @Test
  void onlyCommittedAndCompleteVersionsBecomeVisible() throws Exception {
    LoraAdapter one = SampleVersions.adapter(1);
    LoraAdapter two = SampleVersions.adapter(2);
    AdapterManifest manifest = SampleVersions.manifest(CLUSTER, 2, two);
    try (var federation = FollowedFederation.created(BROKER, "follow-commit", 2)) {
      federation.begin();
      federation.send(state());
      federation.send(federation.topics.globalAdapters(), "x", new byte[] {9, 9, 9});
      federation.commit();
      federation.begin();
      federation.send(SampleVersions.manifest(CLUSTER, 1, one), one);
      federation.abort();

      try (var follower = federation.follow(newest(Ledger.NEW), listener)) {
        assertThat(next()).isEqualTo(1L);
        federation.begin();
        federation.send(manifest, two);
        federation.commit();
        assertThat(next()).isEqualTo(manifest.version().name());
        awaitCaughtUp(follower);
        assertThat(follower.skipped()).isEqualTo(1);
        assertThat(follower.bytesReceived()).isGreaterThan(4L * two.values().length);
      }
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void aTopicThatIsDeletedUnderItEndsItWithTheTopicsName() throws Exception {
    try (var federation = FollowedFederation.created(BROKER, "follow-deleted", 1);
        var follower = federation.follow(newest(Ledger.NEW), listener)) {
      awaitCaughtUp(follower);
      String topic = federation.topics.globalAdapters().name();
      BROKER.admin().deleteTopics(List.of(topic)).all().get();
      assertThat(heard.poll(60, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              Failure.class,
              gone -> {
                assertThat(gone.code()).isEqualTo("TOPIC_MISSING");
                assertThat(gone).hasMessageStartingWith("topic " + topic + " does not exist at ");
                assertThat(gone.hint()).contains("tributary topics apply --federation");
              });
    }
  }

  @Test
  void aLateFollowerHearsAllVersionsThatItWantsAndWhichOnesAreOfNoUse() throws Exception {
    var usable = new TreeSet<String>();
    try (var federation = FollowedFederation.created(BROKER, "follow-history", 3)) {
      federation.begin();
      for (int version = 1; version <= 12; version++) {
        LoraAdapter adapter = SampleVersions.adapter(version);
        AdapterManifest manifest = SampleVersions.manifest(CLUSTER, version, adapter);
        if (version == 6) {
          federation.send(manifest);
        } else if (version == 7) {
          String other = "0123456789abcdef";
          federation.send(SampleVersions.manifest(CLUSTER, version, adapter, other));
        } else {
          federation.send(manifest, adapter);
          usable.add(manifest.version().name());
        }
      }
      federation.commit();

      var settings = new FollowSettings(SampleVersions.LAYOUT, 12, Ledger.NONE);
      try (var follower = federation.follow(settings, listener)) {
        var versions = new TreeSet<String>();
        var reasons = new ArrayList<Object>();
        for (int each = 0; each < 12; each++) {
          Object next = next();
          if (next instanceof String version) {
            versions.add(version);
          } else {
            reasons.add(next);
          }
        }
        assertThat(versions).isEqualTo(usable);
        assertThat(reasons)
            .containsExactlyInAnyOrder(SkipReason.UNKNOWN_LAYOUT, SkipReason.INCOMPLETE);
        assertThat(follower.skipped()).isEqualTo(1);
      }
    }
    assertThat(heard).isEmpty();
  }

  /** Of all slots of its own, also from versions that are older than it wants to hear. */
  @Test
  void aThinClientHearsWhereItsSlotsStart() throws Exception {
    LoraAdapter global = SampleVersions.adapter(1);
    LoraAdapter start = SampleVersions.adapter(8);
    LoraAdapter later = SampleVersions.adapter(9);
    AdapterManifest first = SampleVersions.manifest(CLUSTER, 1, global);
    AdapterManifest second = SampleVersions.manifest(CLUSTER, 2, SampleVersions.adapter(2));
    UpdateId ours = UpdateId.parse("ada/0#1");
    try (var federation = FollowedFederation.created(BROKER, "follow-starts", 2)) {
      federation.begin();
      starts(first, UpdateId.parse("bob/0#1"), later).forEach(federation::send);
      starts(first, ours, start).forEach(federation::send);
      federation.send(second, SampleVersions.adapter(2));
      federation.commit();
      FollowSettings settings = newest(Ledger.NONE).withStartsOf(Set.of(ours.slot().client()));
      try (var follower = federation.follow(settings, listener)) {
        assertThat(next()).isEqualTo(second.version().name());
        federation.begin();
        federation.send(first);
        federation.commit();
        assertThat(next()).isEqualTo(new PersonalInits.Start(ours, first.version(), start));
        federation.begin();
        UpdateId next = UpdateId.parse("ada/3#2");
        starts(second, next, later).forEach(federation::send);
        federation.commit();
        assertThat(next()).isEqualTo(new PersonalInits.Start(next, second.version(), later));
        assertThat(follower.skipped()).isZero();
      }
    }
    assertThat(heard).isEmpty();
  }

  private static List<PersonalChunk> starts(
      AdapterManifest manifest, UpdateId update, LoraAdapter start) {
    int version = manifest.version().version();
    return SampleVersions.chunks(CLUSTER, version, start).stream()
        .map(
            chunk ->
                new PersonalChunk(
                    update,
                    chunk.key(),
                    version,
                    manifest.chunkDigests().get(chunk.key().index()),
                    chunk.payload()))
        .toList();
  }

  @Test
  void theLedgerIsHeardFromWhereItIsWanted() throws Exception {
    try (var federation = FollowedFederation.created(BROKER, "follow-ledger", 2)) {
      decide(federation, "ada/0#1");
      try (var all = federation.follow(newest(Ledger.ALL), listener)) {
        assertThat(next()).isEqualTo("ada/0#1");
        decide(federation, "ada/0#2");
        assertThat(next()).isEqualTo("ada/0#2");
        assertThat(all.caughtUp()).isTrue();
      }
      try (var later = federation.follow(newest(Ledger.NEW), listener)) {
        decide(federation, "ada/0#3");
        assertThat(next()).isEqualTo("ada/0#3");
        assertThat(later.skipped()).isZero();
      }
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void whatIsMadeUpIsSkippedAndDoesNotStayTheNewestState() throws Exception {
    var space = new EmbeddingSpace("base@1", 2);
    try (var federation = FollowedFederation.created(BROKER, "follow-forged", 2)) {
      federation.begin();
      federation.send(state(999_999_999_999_999_999L, "base@1", 1, 0));
      federation.send(state(2, "another@1", 1, 0));
      federation.send(state(3, "base@1", 1, 0, 0));
      federation.send(state(4, "base@1", 1, Float.NaN));
      federation.send(federation.topics.globalAdapters(), "no/key", null);
      federation.send(federation.topics.globalAdapterChunks(), "c99999999999/1/0", null);
      federation.send(federation.topics.personalAdapters(), "\u001b[31m", new byte[] {1});
      federation.send(state(57, "base@1", 1, 0));
      federation.commit();
      try (var follower =
          federation.follow(
              newest(Ledger.NONE).withStartsOf(Set.of(new ClientId("ada"))).in(space), listener)) {
        assertThat(next()).isEqualTo(999_999_999_999_999_999L);
        assertThat(next()).isEqualTo(57L);
        awaitCaughtUp(follower);
        assertThat(follower.skipped()).isEqualTo(6);
        assertThat(follower.isRunning()).isTrue();
      }
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void anErrorInTheListenerEndsTheFollowerAndIsHeard() throws Exception {
    var error = new OutOfMemoryError("as the test wants");
    assertThat(failureAfter("follow-error", error))
        .isInstanceOf(IllegalStateException.class)
        .hasCause(error);
  }

  @Test
  void anExceptionOfTheListenersOwnIsNoSkippedRecord() throws Exception {
    var bug = new IllegalArgumentException("as the test wants");
    assertThat(failureAfter("follow-bug", bug)).isSameAs(bug);
  }

  private Throwable failureAfter(String name, Throwable thrown) throws Exception {
    var failing =
        new FollowListener() {
          @Override
          public void clusterState(ClusterState state) {
            if (thrown instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) thrown;
          }

          @Override
          public void version(AdapterManifest manifest, LoraAdapter adapter) {}

          @Override
          public void failed(RuntimeException cause) {
            heard.add(cause);
            throw new IllegalStateException("and it does not even take that");
          }
        };
    try (var federation = FollowedFederation.created(BROKER, name, 2)) {
      federation.begin();
      federation.send(state());
      federation.commit();
      FederationFollower follower = federation.follow(newest(Ledger.NONE), failing);
      try {
        Object cause = next();
        follower.close();
        assertThat(follower.isRunning()).isFalse();
        assertThat(follower.skipped()).isZero();
        return (Throwable) cause;
      } finally {
        follower.close();
      }
    }
  }

  @Test
  void aMissingTopicIsNamed() {
    try (var federation = new FollowedFederation(BROKER, "follow-nothing", 2)) {
      assertThatThrownBy(() -> federation.follow(newest(Ledger.NONE), listener))
          .isInstanceOf(Failure.class)
          .hasMessage("topic follow-nothing.cluster-state does not exist");
    }
  }

  /** A record of before the start may be read together with one of after it. */
  private void awaitCaughtUp(FederationFollower follower) throws InterruptedException {
    for (int tenth = 0; tenth < 300 && !follower.caughtUp(); tenth++) {
      assertThat(heard.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }
    assertThat(follower.caughtUp()).isTrue();
  }

  private Object next() throws InterruptedException {
    return heard.poll(30, TimeUnit.SECONDS);
  }

  private static FollowSettings newest(Ledger ledger) {
    return FollowSettings.newest(SampleVersions.LAYOUT, ledger);
  }

  private static void decide(FollowedFederation federation, String update) {
    federation.begin();
    federation.send(
        new LedgerEntry(
            UpdateId.parse(update),
            CLUSTER,
            LedgerEntry.Verdict.ACCEPTED,
            RejectReason.NONE,
            "",
            1,
            1,
            1,
            0,
            Instant.EPOCH,
            1));
    federation.commit();
  }

  private static ClusterState state() {
    return state(1, "base@1", 1, 0);
  }

  private static ClusterState state(long revision, String baseModel, float... centroid) {
    return new ClusterState(
        1,
        revision,
        baseModel,
        List.of(new ClusterCentroid(CLUSTER, centroid, 0.1)),
        new TreeMap<>(),
        Set.of(),
        Instant.EPOCH);
  }
}
