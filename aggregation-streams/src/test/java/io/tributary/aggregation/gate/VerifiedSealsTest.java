package io.tributary.aggregation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateSeal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is remembered of signatures is never taken for another, and is bounded. */
class VerifiedSealsTest {
  private static final String FEDERATION = "clinics";
  private static final ClusterId CLUSTER = new ClusterId(3);
  private static final String MANIFEST = Digests.full("manifest");
  private static final int OF_ONE_CHUNK = 2;
  private static final int CAPACITY = 16;

  private final VerifiedSeals verified = new VerifiedSeals(OF_ONE_CHUNK * CAPACITY);
  private final SignatureRule rule = new SignatureRule(FEDERATION, true, verified);

  @Test
  void whatHeldHoldsAgain() {
    UpdateSeal seal = sealed(1, 1);

    assertThat(refuse(1, seal)).isEmpty();
    assertThat(refuse(1, seal)).isEmpty();
    assertThat(verified.size()).isEqualTo(1);
  }

  @Test
  void whatDoesNotHoldIsNotRemembered() {
    UpdateSeal seal = sealed(1, 1);

    assertThat(refuse(2, seal)).isPresent();
    assertThat(refuse(2, seal)).isPresent();
    assertThat(verified.size()).isZero();
  }

  /** Of a seal that was verified, every other key, signature, update, cluster and digest. */
  @Test
  void aChangedByteIsNotFound() {
    UpdateSeal seal = sealed(1, 1);
    assertThat(refuse(1, seal)).isEmpty();

    for (int at = 0; at < SignatureWithKey.SIGNATURE_BYTES; at++) {
      byte[] signature = seal.authorship().signature().clone();
      signature[at] ^= 1;
      assertThat(refuse(1, with(seal, new SignatureWithKey(seal.authorship().key(), signature))))
          .as("another byte %d of the signature", at)
          .isPresent();
    }
    var stolen = new SignatureWithKey(identity(2).key(), seal.authorship().signature());
    assertThat(refuse(1, with(seal, stolen))).isPresent();
    var otherManifest = new UpdateSeal(Digests.full("other"), seal.chunks(), seal.authorship());
    assertThat(refuse(1, otherManifest)).isPresent();
    var more =
        new UpdateSeal(
            MANIFEST,
            Stream.concat(seal.chunks().stream(), Stream.of(MANIFEST)).toList(),
            seal.authorship());
    assertThat(refuse(1, more)).isPresent();
    assertThat(rule.refuse(chunk(1, new ClusterId(4), seal), payloadDigest(1), 1)).isPresent();
    assertThat(
            new SignatureRule("others", true, verified)
                .refuse(chunk(1, CLUSTER, with(seal, stolen)), payloadDigest(1), 1))
        .isPresent();
    assertThat(verified.size()).isEqualTo(1);
  }

  @Test
  void isBoundedAndForgetsTheOldest() {
    for (int i = 0; i < 3 * CAPACITY; i++) {
      assertThat(refuse(i, sealed(1, i))).isEmpty();
      assertThat(verified.size()).isEqualTo(Math.min(i + 1, CAPACITY));
    }
    assertThat(refuse(0, sealed(1, 0))).isEmpty();
    assertThat(verified.size()).isEqualTo(CAPACITY);
  }

  /** Else a thousand updates of a thousand chunks were remembered in full. */
  @Test
  void isBoundedByTheDigestsThatItHolds() {
    List<String> many =
        IntStream.range(0, CAPACITY).mapToObj(VerifiedSealsTest::payloadDigest).toList();
    for (int i = 0; i < CAPACITY; i++) {
      UpdateSeal seal = sealed(i, many);
      assertThat(rule.refuse(chunk(i, CLUSTER, seal), many.get(0), many.size())).isEmpty();
    }
    assertThat(verified.size()).isEqualTo(1);
    List<String> tooMany =
        IntStream.range(0, 3 * CAPACITY).mapToObj(VerifiedSealsTest::payloadDigest).toList();
    UpdateSeal huge = sealed(7, tooMany);
    assertThat(rule.refuse(chunk(7, CLUSTER, huge), tooMany.get(0), tooMany.size())).isEmpty();
    assertThat(verified.size()).isZero();
  }

  @Test
  void servesThreadsThatAskForTheSameAndForOthers() {
    List<UpdateSeal> seals =
        IntStream.range(0, 2 * CAPACITY).mapToObj(i -> sealed(i % 3, i)).toList();

    List<Integer> wrong =
        IntStream.range(0, 2_000)
            .parallel()
            .filter(
                i -> {
                  int of = i % seals.size();
                  int over = i % 7 == 0 ? of + 1 : of;
                  return refuse(over, seals.get(of)).isEmpty() != (of == over);
                })
            .boxed()
            .toList();

    assertThat(wrong).isEmpty();
    assertThat(verified.size()).isEqualTo(CAPACITY);
  }

  private Optional<Rejection> refuse(int sequence, UpdateSeal seal) {
    return rule.refuse(chunk(sequence, CLUSTER, seal), seal.chunks().get(0), seal.chunks().size());
  }

  private static UpdateSeal with(UpdateSeal seal, SignatureWithKey author) {
    return new UpdateSeal(seal.manifest(), seal.chunks(), author);
  }

  private static UpdateChunk chunk(int sequence, ClusterId cluster, UpdateSeal seal) {
    return new UpdateChunk(update(sequence), new ChunkKey(cluster, 0), ByteBuffer.allocate(0))
        .with(Optional.of(seal));
  }

  private static UpdateSeal sealed(int seed, int sequence) {
    return sealed(seed, sequence, List.of(payloadDigest(sequence)));
  }

  private static UpdateSeal sealed(int sequence, List<String> chunks) {
    return sealed(1, sequence, chunks);
  }

  private static UpdateSeal sealed(int seed, int sequence, List<String> chunks) {
    return new UpdateSeal(
        MANIFEST,
        chunks,
        identity(seed)
            .sign(UpdateSeal.text(FEDERATION, update(sequence), CLUSTER, MANIFEST, chunks)));
  }

  private static UpdateId update(int sequence) {
    return new UpdateId(new SlotId(new ClientId("alice"), 0), 1 + sequence);
  }

  private static String payloadDigest(int sequence) {
    return Digests.full("payload " + sequence);
  }

  private static ClientIdentity identity(int seed) {
    byte[] bytes = new byte[ClientIdentity.SEED_BYTES];
    Arrays.fill(bytes, (byte) seed);
    return ClientIdentity.of(bytes);
  }
}
