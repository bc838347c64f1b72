package io.tributary.schemas.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.follow.FollowSettings.Ledger;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.testkit.KafkaBroker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FederationFollowerTest {
  @RegisterExtension static final KafkaBroker BROKER = new KafkaBroker();

  private static final ClusterId CLUSTER = new ClusterId(0);

  private final FollowedNews heard = new FollowedNews();

  @Test
  void onlyCommittedAndCompleteVersionsBecomeVisible() throws Exception {
    LoraAdapter one = SampleVersions.adapter(1);
    LoraAdapter two = SampleVersions.adapter(2);
    AdapterManifest manifest = SampleVersions.manifest(CLUSTER, 2, two);
    try (var federation = FollowedFederation.created(BROKER, "follow-commit", 2)) {
      federation.begin();
      federation.send(SampleVersions.state());
      federation.send(federation.topics.globalAdapters(), "x", new byte[] {9, 9, 9});
      federation.commit();
      federation.begin();
      federation.send(SampleVersions.manifest(CLUSTER, 1, one), one);
      federation.abort();

      try (var follower = federation.follow(newest(Ledger.NEW), heard)) {
        assertThat(heard.next()).isEqualTo(1L);
        federation.begin();
        federation.send(manifest, two);
        federation.commit();
        assertThat(heard.next()).isEqualTo(manifest.version().name());
        heard.awaitCaughtUp(follower);
        assertThat(follower.skipped()).isEqualTo(1);
        assertThat(follower.bytesReceived()).isGreaterThan(4L * two.values().length);
      }
    }
    heard.assertNothingMore();
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
      try (var follower = federation.follow(settings, heard)) {
        var versions = new TreeSet<String>();
        var reasons = new ArrayList<Object>();
        for (int each = 0; each < 12; each++) {
          Object next = heard.next();
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
    heard.assertNothingMore();
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
      try (var follower = federation.follow(settings, heard)) {
        assertThat(heard.next()).isEqualTo(second.version().name());
        federation.begin();
        federation.send(first);
        federation.commit();
        assertThat(heard.next()).isEqualTo(new PersonalInits.Start(ours, first.version(), start));
        federation.begin();
        UpdateId next = UpdateId.parse("ada/3#2");
        starts(second, next, later).forEach(federation::send);
        federation.commit();
        assertThat(heard.next()).isEqualTo(new PersonalInits.Start(next, second.version(), later));
        assertThat(follower.skipped()).isZero();
      }
    }
    heard.assertNothingMore();
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
      try (var all = federation.follow(newest(Ledger.ALL), heard)) {
        assertThat(heard.next()).isEqualTo("ada/0#1");
        decide(federation, "ada/0#2");
        assertThat(heard.next()).isEqualTo("ada/0#2");
        assertThat(all.caughtUp()).isTrue();
      }
      try (var later = federation.follow(newest(Ledger.NEW), heard)) {
        decide(federation, "ada/0#3");
        assertThat(heard.next()).isEqualTo("ada/0#3");
        assertThat(later.skipped()).isZero();
      }
    }
    heard.assertNothingMore();
  }

  @Test
  void whatIsMadeUpIsSkippedAndDoesNotStayTheNewestState() throws Exception {
    var space = new EmbeddingSpace("base@1", 2);
    try (var federation = FollowedFederation.created(BROKER, "follow-forged", 2)) {
      federation.begin();
      federation.send(SampleVersions.state(999_999_999_999_999_999L, "base@1", 1, 0));
      federation.send(SampleVersions.state(2, "another@1", 1, 0));
      federation.send(SampleVersions.state(3, "base@1", 1, 0, 0));
      federation.send(SampleVersions.state(4, "base@1", 1, Float.NaN));
      federation.send(federation.topics.globalAdapters(), "no/key", null);
      federation.send(federation.topics.globalAdapterChunks(), "c99999999999/1/0", null);
      federation.send(federation.topics.personalAdapters(), "\u001b[31m", new byte[] {1});
      federation.send(SampleVersions.state(57, "base@1", 1, 0));
      federation.commit();
      try (var follower =
          federation.follow(
              newest(Ledger.NONE).withStartsOf(Set.of(new ClientId("ada"))).in(space), heard)) {
        assertThat(heard.next()).isEqualTo(999_999_999_999_999_999L);
        assertThat(heard.next()).isEqualTo(57L);
        heard.awaitCaughtUp(follower);
        assertThat(follower.skipped()).isEqualTo(6);
        assertThat(follower.isRunning()).isTrue();
      }
    }
    heard.assertNothingMore();
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
}
