package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.aggregation.topology.processor.TopologyNames;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.identity.SignedText;
import io.tributary.schemas.spec.MembershipSettings;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.schemas.update.UpdateSeal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One signature seals an update: no chunk of it can be replaced, moved or taken elsewhere. */
class SealedUpdatesTest {
  private static final ClusterId C0 = new ClusterId(0);

  private TopologyHarness harness = harness(Federations.SMALL);
  private SignedClient alice = SignedClient.of(harness.spec(), "alice", 1);
  private SignedClient bob = SignedClient.of(harness.spec(), "bob", 2);

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void chunksMayComeBeforeTheirManifestAndAfterIt() {
    ofSeveralChunks();
    bothJoin();
    FakeClient.Update first = alice.update(1, harness.newest(C0), 0.01f);
    FakeClient.Update second = bob.update(1, harness.newest(C0), 0.02f);
    assertThat(first.chunks()).hasSize(3);

    first.chunks().forEach(harness::send);
    harness.send(first.manifest());
    harness.send(second.manifest());
    second.chunks().forEach(harness::send);

    assertThat(harness.quarantine()).isEmpty();
    assertThat(harness.newest(C0).version()).isEqualTo(1);
  }

  /** The seal of an update that was read, verified and remembered is of no use to a stranger. */
  @Test
  void aReplayedSealCoversNoOtherPayload() {
    bothJoin();
    FakeClient.Update update = alice.update(1, harness.newest(C0), 0.5f);
    UpdateChunk honest = update.chunks().get(0);
    var forged = new UpdateChunk(honest.update(), honest.key(), otherPayload()).with(honest.seal());

    harness.send(forged);
    harness.send(update);
    harness.send(forged);
    harness.send(bob.update(1, harness.newest(C0), 0.5f));

    List<String> refused = refused(harness.topics().updateChunks());
    assertThat(refused).hasSize(2);
    assertThat(refused.get(0))
        .startsWith(
            "the chunk must be one of those that its signature is over: the payload of chunk c0/0"
                + " must have digest ")
        .contains(", as its seal lists, had ")
        .endsWith(
            ": seal each update anew, manifest and chunks together, see schemas/CONTRACT.md,"
                + " section 10");
    bothCounted();
  }

  /** A stranger knows the digests, too: what it signs itself is its own, and counts for nobody. */
  @Test
  void aStrangersSealOfAnothersChunksIsNothing() {
    bothJoin();
    SignedClient mallory = SignedClient.of(harness.spec(), "alice", 66);
    FakeClient.Update update = alice.update(1, harness.newest(C0), 0.5f);
    List<UpdateChunk> resealed = mallory.sealed(update).chunks();
    UpdateSeal theirs = resealed.get(0).seal().orElseThrow();
    UpdateSeal ours = update.chunks().get(0).seal().orElseThrow();
    assertThat(new UpdateSeal(ours.manifest(), ours.chunks(), theirs.authorship()))
        .isEqualTo(theirs);

    resealed.forEach(harness::send);
    harness.send(update.manifest());
    resealed.forEach(harness::send);
    assertThat(harness.decisions()).isEmpty();
    update.chunks().forEach(harness::send);
    harness.send(bob.update(1, harness.newest(C0), 0.5f));

    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason)
        .containsExactly(RejectReason.KEY_MISMATCH, RejectReason.KEY_MISMATCH);
    bothCounted();
  }

  @Test
  void aSealIsOfOneUpdate() {
    bothJoin();
    FakeClient.Update first = alice.update(1, harness.newest(C0), 0.5f);
    FakeClient.Update second = alice.update(2, harness.newest(C0), 0.5f);
    UpdateChunk chunk = second.chunks().get(0);

    UpdateChunk otherSeal = chunk.with(first.chunks().get(0).seal());
    UpdateManifest otherAuthor = second.manifest().with(first.manifest().authorship());

    harness.send(first);
    harness.send(otherSeal);
    harness.send(otherAuthor);
    harness.send(chunk.with(Optional.empty()));

    assertThat(harness.quarantine())
        .extracting(QuarantineRecord::reason, QuarantineRecord::detail)
        .containsExactly(
            tuple(RejectReason.BAD_SIGNATURE, notOver(second, otherSeal.seal().orElseThrow())),
            tuple(RejectReason.BAD_SIGNATURE, notOver(second, otherAuthor.seal("test"))),
            tuple(RejectReason.BAD_SIGNATURE, unsigned("is missing")));
    harness.send(second.manifest());
    harness.send(chunk);
    harness.send(bob.update(1, harness.newest(C0), 0.5f));
    assertThat(harness.newest(C0).version()).isEqualTo(1);
  }

  @Test
  void aSealListsEveryChunkOfTheLayoutAndNoMore() {
    bothJoin();
    FakeClient.Update update = alice.update(1, harness.newest(C0), 0.5f);
    UpdateChunk chunk = update.chunks().get(0);
    String own = update.manifest().chunkDigests().get(0);

    harness.send(chunk.with(signedByAlice(update, List.of(own, own))));
    assertThat(refused(harness.topics().updateChunks()))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains(
            "its seal must list the digests of all chunks of an update, which are 1 in this"
                + " federation's layout, lists 2");

    harness.send(update);
    harness.send(bob.update(1, harness.newest(C0), 0.5f));
    assertThat(harness.quarantine()).isEmpty();
    bothCounted();
  }

  @Test
  void aSealThatListsTooFewIsRefusedForEveryChunk() {
    ofSeveralChunks();
    bothJoin();
    FakeClient.Update update = alice.update(1, harness.newest(C0), 0.01f);
    List<String> digests = update.manifest().chunkDigests();

    for (UpdateChunk chunk : update.chunks()) {
      harness.send(chunk.with(signedByAlice(update, digests.subList(0, 2))));
    }

    assertThat(refused(harness.topics().updateChunks())).hasSize(3);
    assertThat(harness.stored(TopologyNames.WINDOWS_STORE)).isEmpty();
  }

  @Test
  void chunksOfAnUpdateCannotChangePlaces() {
    ofSeveralChunks();
    bothJoin();
    List<UpdateChunk> chunks = alice.sealed(rising()).chunks();
    for (int index = 0; index < 3; index++) {
      UpdateChunk chunk = chunks.get(index);
      UpdateChunk next = chunks.get((index + 1) % 3);
      harness.send(new UpdateChunk(chunk.update(), next.key(), chunk.payload()).with(chunk.seal()));
    }

    assertThat(refused(harness.topics().updateChunks())).hasSize(3);
    assertThat(harness.stored(TopologyNames.WINDOWS_STORE)).isEmpty();
  }

  /** A manifest that was verified, and the same with one figure changed. */
  @Test
  void whatIsRememberedMakesNothingElseSigned() {
    bothJoin();
    FakeClient.Update update = alice.update(1, harness.newest(C0), 0.5f);
    UpdateManifest manifest = update.manifest();
    harness.send(update);

    harness.send(
        new UpdateManifest(
            manifest.id(),
            manifest.base(),
            manifest.epoch(),
            manifest.layoutDigest(),
            manifest.samples() + 1,
            manifest.trainedAt(),
            manifest.encoding(),
            manifest.chunkDigests(),
            manifest.norm(),
            manifest.training(),
            manifest.rank(),
            manifest.productNorm(),
            manifest.authorship()));

    assertThat(refused(harness.topics().adapterUpdates())).hasSize(1);
  }

  private Optional<UpdateSeal> signedByAlice(FakeClient.Update update, List<String> digests) {
    String federation = harness.spec().federation();
    UpdateManifest manifest = update.manifest();
    String digest = manifest.digest(federation);
    SignedText text = UpdateSeal.text(federation, manifest.id(), C0, digest, digests);
    return Optional.of(new UpdateSeal(digest, digests, alice.identity().sign(text)));
  }

  /** Of three chunks, no two alike. */
  private FakeClient.Update rising() {
    float[] delta = new float[harness.spec().layout().parameters()];
    for (int i = 0; i < delta.length; i++) {
      delta[i] = 1e-9f * i;
    }
    return alice.client().update(1, harness.newest(C0), 1, delta);
  }

  private static ByteBuffer otherPayload() {
    float[] values = new float[Federations.SMALL.parameters()];
    Arrays.fill(values, 0.25f);
    return ByteBuffer.wrap(AdapterChunks.bytes(values));
  }

  private void bothJoin() {
    harness.announce(alice.embedding(0, 1));
    harness.announce(bob.embedding(0, 1));
  }

  private void bothCounted() {
    assertThat(harness.decisions())
        .extracting(LedgerEntry::verdict)
        .containsExactly(Verdict.ACCEPTED, Verdict.ACCEPTED);
    assertThat(harness.newest(C0).version()).isEqualTo(1);
    assertThat(harness.stored(TopologyNames.WINDOWS_STORE)).isEmpty();
  }

  /** Why records of a topic were refused since last asked; all for their signatures. */
  private List<String> refused(TopicSpec topic) {
    List<QuarantineRecord> set = harness.quarantine();
    assertThat(set)
        .extracting(QuarantineRecord::topic, QuarantineRecord::reason)
        .containsOnly(tuple(topic.name(), RejectReason.BAD_SIGNATURE));
    return set.stream().map(QuarantineRecord::detail).toList();
  }

  /** The text that the client should have signed is told by its digest. */
  private static String notOver(FakeClient.Update update, UpdateSeal seal) {
    String digest = seal.text("test", update.manifest().id(), C0).digest();
    return unsigned(
        "is not over this record of federation test (SHA-256 of the text to sign: " + digest + ")");
  }

  private static String unsigned(String found) {
    return "the record must carry an Ed25519 signature over all of its fields, a chunk one over its"
        + " whole update, which "
        + found
        + ": sign with the client's private key, see schemas/CONTRACT.md, section 10";
  }

  private void ofSeveralChunks() {
    harness.close();
    harness = harness(Federations.LARGE);
    alice = SignedClient.of(harness.spec(), "alice", 1);
    bob = SignedClient.of(harness.spec(), "bob", 2);
  }

  private static TopologyHarness harness(AdapterLayout layout) {
    return new TopologyHarness(
        Federations.spec(layout, Federations.one(2), WindowSettings.rounds())
            .with(MembershipSettings.open()));
  }
}
