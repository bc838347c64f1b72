package io.tributary.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientKey;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.update.PayloadEncoding;
import io.tributary.schemas.update.RecordSigner;
import io.tributary.schemas.update.SealedUpdate;
import io.tributary.schemas.update.SignedRecord;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.schemas.update.UpdateSeal;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A signature is over every field: whatever a stranger changes, it does not hold any more. */
class SignedRecordTest {
  private static final String FEDERATION = "clinics";

  private static final Map<Class<?>, Object> OTHER =
      Map.ofEntries(
          Map.entry(UpdateId.class, UpdateId.parse("mallory/0#1")),
          Map.entry(SlotId.class, SlotId.parse("clinic-7/1")),
          Map.entry(AdapterVersion.class, AdapterVersion.parse("c3@2.9-9f3c0a1b2c3d4e5f")),
          Map.entry(ChunkKey.class, new ChunkKey(new ClusterId(3), 0)),
          Map.entry(int.class, 77),
          Map.entry(long.class, 77L),
          Map.entry(double.class, 77.0),
          Map.entry(String.class, "other"),
          Map.entry(Instant.class, Instant.EPOCH),
          Map.entry(List.class, List.of("00112233445566aa")),
          Map.entry(TrainingSummary.class, new TrainingSummary(1, 2, 3, 4, 5)),
          Map.entry(ByteBuffer.class, ByteBuffer.wrap(new byte[] {1, 0, -1, 126})),
          Map.entry(float[].class, new float[] {0.25f, -1.5e-7f, 2f}),
          Map.entry(TaskEmbedding.GroupingSignal.class, TaskEmbedding.GroupingSignal.NONE));

  static Stream<SignedRecord> records() {
    return Stream.of(Fixtures.updateManifest(), Fixtures.taskEmbedding());
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyFieldIsSigned(SignedRecord signed) throws ReflectiveOperationException {
    assertThat(isSigned(signed, FEDERATION)).isTrue();
    assertThat(isSigned(signed, "banks")).isFalse();
    for (RecordComponent component : signed.getClass().getRecordComponents()) {
      boolean onlyOneValue = component.getType().equals(PayloadEncoding.class);
      if (!component.getName().equals("authorship") && !onlyOneValue) {
        assertThat(isSigned((SignedRecord) changed(signed, component), FEDERATION))
            .as("signature after another %s", component.getName())
            .isFalse();
      }
    }
  }

  @Test
  void everyFieldOfAChunkIsSealed() throws ReflectiveOperationException {
    UpdateChunk chunk = Fixtures.updateChunk();
    assertThat(isSealed(chunk, FEDERATION, 2)).isTrue();
    assertThat(isSealed(chunk, "banks", 2)).isFalse();
    for (RecordComponent component : UpdateChunk.class.getRecordComponents()) {
      // Any layout but the federation's own is refused, whoever wrote it.
      if (!List.of("seal", "layoutDigest").contains(component.getName())) {
        assertThat(isSealed((UpdateChunk) changed(chunk, component), FEDERATION, 2))
            .as("seal after another %s", component.getName())
            .isFalse();
      }
    }
    assertThat(isSealed(chunk.with(Optional.empty()), FEDERATION, 2)).isFalse();
  }

  @Test
  void aChunkHasItsOwnPlaceInItsSealAndNoOther() {
    UpdateChunk chunk = Fixtures.updateChunk();
    for (int index : new int[] {0, 2, 9_999}) {
      var key = new ChunkKey(chunk.key().cluster(), index);
      var moved = new UpdateChunk(chunk.update(), key, chunk.payload()).with(chunk.seal());
      assertThat(isSealed(moved, FEDERATION, 2)).as("as chunk %d", index).isFalse();
    }
    var elsewhere = new ChunkKey(new ClusterId(4), chunk.key().index());
    assertThat(
            isSealed(
                new UpdateChunk(chunk.update(), elsewhere, chunk.payload()).with(chunk.seal()),
                FEDERATION,
                2))
        .isFalse();
  }

  /** Whatever a stranger makes of a seal, also where it fits the chunk and the layout. */
  @Test
  void nothingInASealCanBeChanged() {
    UpdateChunk chunk = Fixtures.updateChunk();
    UpdateSeal seal = chunk.seal().orElseThrow();
    String own = seal.chunks().get(1);
    String other = "00".repeat(32);
    SignatureWithKey author = seal.authorship();
    byte[] flipped = author.signature().clone();
    flipped[40] ^= 1;

    Stream.of(
            new UpdateSeal(other, seal.chunks(), author),
            new UpdateSeal(seal.manifest(), List.of(other, own), author),
            new UpdateSeal(seal.manifest(), List.of(own, own), author),
            new UpdateSeal(seal.manifest(), List.of(own, seal.chunks().get(0)), author),
            new UpdateSeal(seal.manifest(), List.of(own), author),
            new UpdateSeal(seal.manifest(), List.of(seal.chunks().get(0), own, other), author),
            new UpdateSeal(
                seal.manifest(), seal.chunks(), new SignatureWithKey(Fixtures.KEY, flipped)),
            new UpdateSeal(
                seal.manifest(),
                seal.chunks(),
                new SignatureWithKey(new ClientKey(other), author.signature())))
        .forEach(
            forged ->
                assertThat(
                        isSealed(
                            chunk.with(Optional.of(forged)), FEDERATION, forged.chunks().size()))
                    .as("chunk under %s", forged)
                    .isFalse());
  }

  @Test
  void aSealListsAsManyChunksAsTheLayoutHas() {
    UpdateChunk chunk = Fixtures.updateChunk();
    UpdateSeal seal = chunk.seal().orElseThrow();

    assertThat(seal.refuse(chunk.key(), seal.chunks().get(1), 3))
        .hasValue(
            "its seal must list the digests of all chunks of an update, which are 3 in this"
                + " federation's layout, lists 2");
    assertThat(seal.refuse(chunk.key(), seal.chunks().get(1), 1)).isPresent();
  }

  @Test
  void anUpdateHasOneSignatureThatFitsNoOther() {
    var first = new UpdateChunk(Fixtures.UPDATE, new ChunkKey(new ClusterId(3), 0), new byte[4]);
    SealedUpdate update = sealed(Fixtures.UPDATE, first);
    SealedUpdate next = sealed(new UpdateId(Fixtures.SLOT, 42), first);

    assertThat(isSigned(update.manifest(), FEDERATION)).isTrue();
    assertThat(update.seal(first).authorship()).isEqualTo(update.manifest().authorship());
    assertThat(isSealed(update.seal(first), FEDERATION, 1)).isTrue();
    assertThat(isSealed(next.seal(first), FEDERATION, 1)).isFalse();
    assertThat(isSigned(update.manifest().with(next.manifest().authorship()), FEDERATION))
        .isFalse();
  }

  @Test
  void whereNobodySignsNothingIsSealed() {
    SealedUpdate plain = RecordSigner.NONE.seal(Fixtures.updateManifest());

    assertThat(plain.manifest().authorship()).isEmpty();
    assertThat(plain.seal(Fixtures.updateChunk()).seal()).isEmpty();
  }

  @Test
  void aSealHasDigestsInFullAndAsManyAsAnAdapterHasChunks() {
    UpdateSeal seal = Fixtures.updateChunk().seal().orElseThrow();
    String digest = seal.manifest();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UpdateSeal("9f3c0a1b2c3d4e5f", seal.chunks(), seal.authorship()))
        .withMessage(
            "manifest digest of a seal must be 64 hexadecimal digits in lower case, was"
                + " 9f3c0a1b2c3d4e5f");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UpdateSeal(digest, List.of("F".repeat(64)), seal.authorship()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UpdateSeal(digest, List.of(), seal.authorship()))
        .withMessage(
            "chunk digests of a seal must be 1 to 2731, those of the largest adapter, were 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new UpdateSeal(digest, Collections.nCopies(2_732, digest), seal.authorship()));
  }

  private static SealedUpdate sealed(UpdateId id, UpdateChunk onlyChunk) {
    UpdateManifest like = Fixtures.updateManifest();
    var manifest =
        new UpdateManifest(
            id,
            like.base(),
            like.epoch(),
            like.layoutDigest(),
            like.samples(),
            like.trainedAt(),
            like.encoding(),
            List.of(Digests.full(onlyChunk.payload())),
            like.norm(),
            like.training());
    return new RecordSigner(Optional.of(Fixtures.IDENTITY), FEDERATION).seal(manifest);
  }

  private static boolean isSigned(SignedRecord record, String federation) {
    return record
        .authorship()
        .filter(author -> author.isOver(record.signedText(federation)))
        .isPresent();
  }

  private static boolean isSealed(UpdateChunk chunk, String federation, int count) {
    String digest = Digests.full(chunk.payload());
    return chunk
        .seal()
        .filter(seal -> seal.refuse(chunk.key(), digest, count).isEmpty())
        .filter(
            seal ->
                seal.authorship()
                    .isOver(seal.text(federation, chunk.update(), chunk.key().cluster())))
        .isPresent();
  }

  private static Object changed(Object record, RecordComponent changed)
      throws ReflectiveOperationException {
    RecordComponent[] components = record.getClass().getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] =
          components[i].getName().equals(changed.getName())
              ? OTHER.get(types[i])
              : components[i].getAccessor().invoke(record);
    }
    return record.getClass().getConstructor(types).newInstance(values);
  }
}
