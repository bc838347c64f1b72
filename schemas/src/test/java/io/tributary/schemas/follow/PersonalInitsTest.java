package io.tributary.schemas.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.PersonalChunk;
import io.tributary.schemas.follow.PersonalInits.Start;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PersonalInitsTest {
  /** 200,000 floats: a full chunk and one of 3,392 floats. */
  private static final AdapterLayout LAYOUT =
      new AdapterLayout(1, 1, List.of(new TargetModule("layer.query", 100_000, 100_000)));

  private static final SlotId SLOT = SlotId.parse("client-0/1");
  private static final ClusterId C0 = new ClusterId(0);
  private static final ClusterId C1 = new ClusterId(1);

  private final PersonalInits starts = new PersonalInits(LAYOUT, SLOT::equals);

  @Test
  void aStartIsWholeInWhateverOrderItsPartsCome() {
    for (int order = 0; order < 6; order++) {
      var fresh = new PersonalInits(LAYOUT, SLOT::equals);
      var whole = new ArrayList<Start>();
      List<Consumer<PersonalInits>> parts =
          new ArrayList<>(
              List.of(
                  some -> whole.addAll(some.accept(manifest(C0, 3))),
                  some -> some.accept(chunk(C0, 3, 0)).ifPresent(whole::add),
                  some -> some.accept(chunk(C0, 3, 1)).ifPresent(whole::add)));
      Collections.shuffle(parts, new Random(order));
      for (Consumer<PersonalInits> part : parts) {
        assertThat(whole).isEmpty();
        assertThat(fresh.newest(SLOT, C0)).isEmpty();
        part.accept(fresh);
      }
      assertThat(whole).hasSize(1);
      Start start = fresh.newest(SLOT, C0).orElseThrow();
      assertThat(start).isSameAs(whole.get(0));
      assertThat(start.update()).isEqualTo(new UpdateId(SLOT, 13));
      assertThat(start.version()).isEqualTo(manifest(C0, 3).version());
      float[] expected = new float[LAYOUT.parameters()];
      Arrays.fill(expected, 0, AdapterChunks.FLOATS, 3);
      Arrays.fill(expected, AdapterChunks.FLOATS, expected.length, 3.5f);
      assertThat(start.adapter().values()).isEqualTo(expected);
      assertThat(fresh.accept(manifest(C0, 3))).isEmpty();
    }
  }

  /** Chunks are written by tasks that know nothing of each other. */
  @Test
  void chunksOfTwoStartsAreNone() {
    starts.accept(manifest(C0, 3));
    starts.accept(manifest(C0, 4));
    starts.accept(chunk(C0, 3, 0));
    assertThat(starts.accept(chunk(C0, 4, 1))).isEmpty();
    assertThat(starts.newest(SLOT, C0)).isEmpty();
    assertThat(starts.accept(chunk(C0, 4, 0))).isPresent();
  }

  @Test
  void theLastWholeStartStaysUntilTheNextIsWhole() {
    starts.accept(manifest(C0, 3));
    starts.accept(chunk(C0, 3, 0));
    starts.accept(chunk(C0, 3, 1));
    starts.accept(chunk(C0, 4, 0));
    starts.accept(chunk(C0, 4, 1));
    assertThat(starts.newest(SLOT, C0).orElseThrow().version().version()).isEqualTo(3);
    assertThat(starts.accept(manifest(C0, 4))).hasSize(1);
    PersonalInits.Start newest = starts.newest(SLOT, C0).orElseThrow();
    assertThat(newest.version().version()).isEqualTo(4);
    assertThat(starts.newest()).containsExactly(newest);
  }

  @Test
  void aStartFromOtherBytesThanTheAnnouncedVersionIsNone() {
    starts.accept(chunk(C0, 3, 0));
    PersonalChunk right = chunk(C0, 3, 1);
    starts.accept(
        new PersonalChunk(right.update(), right.key(), 3, "feedfeedfeedfeed", right.payload()));
    assertThat(starts.accept(manifest(C0, 3))).isEmpty();
    assertThat(starts.accept(right)).isPresent();
  }

  @Test
  void chunksOfAnotherUpdateAreNotMixedIn() {
    starts.accept(manifest(C0, 3));
    starts.accept(chunk(C0, 3, 0));
    PersonalChunk other = chunk(C0, 3, 1);
    assertThat(
            starts.accept(
                new PersonalChunk(
                    new UpdateId(SLOT, 99), other.key(), 3, other.globalDigest(), other.payload())))
        .isEmpty();
  }

  @Test
  void aVersionThatWasRemovedIsNotAnnounced() {
    starts.accept(manifest(C0, 3));
    starts.remove("c0/3");
    starts.accept(chunk(C0, 3, 0));
    assertThat(starts.accept(chunk(C0, 3, 1))).isEmpty();
  }

  /** An offset belongs to one cluster's coordinates (ALGORITHMS.md, "Personal starts"). */
  @Test
  void aSlotThatMovedDoesNotStartFromItsOldCluster() {
    starts.accept(manifest(C0, 3));
    starts.accept(chunk(C0, 3, 0));
    starts.accept(chunk(C0, 3, 1));
    assertThat(starts.newest(SLOT, C1)).isEmpty();
    starts.accept(manifest(C1, 1));
    starts.accept(chunk(C1, 1, 0));
    starts.accept(chunk(C1, 1, 1));
    assertThat(starts.newest(SLOT, C1).orElseThrow().version().cluster()).isEqualTo(C1);
    assertThat(starts.newest(SLOT, C0)).isEmpty();
  }

  @Test
  void keepsNothingForSlotsThatAreNotOurs() {
    var others = new PersonalInits(LAYOUT, slot -> false);
    others.accept(manifest(C0, 3));
    others.accept(chunk(C0, 3, 0));
    assertThat(others.accept(chunk(C0, 3, 1))).isEmpty();
    assertThat(others.newest(SLOT, C0)).isEmpty();
  }

  @Test
  void refusesAChunkOfAnotherLength() {
    var short4 =
        new PersonalChunk(new UpdateId(SLOT, 1), new ChunkKey(C0, 1), 3, "00", new byte[4]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> starts.accept(short4))
        .withMessage("personal chunk client-0/1/1 must be 13568 bytes, was 4");
  }

  private static AdapterManifest manifest(ClusterId cluster, int version) {
    List<String> digests = List.of(digest(cluster, version, 0), digest(cluster, version, 1));
    return new AdapterManifest(
        new AdapterVersion(cluster, 1, version, AdapterChunks.digestOf(digests)),
        "0123456789abcdef",
        LAYOUT.digest(),
        digests,
        List.of(),
        Instant.EPOCH);
  }

  /** Its values are its version's number, and a half more in the second chunk. */
  private static PersonalChunk chunk(ClusterId cluster, int version, int index) {
    float[] values = new float[AdapterChunks.length(LAYOUT.parameters(), index)];
    Arrays.fill(values, version + 0.5f * index);
    return new PersonalChunk(
        new UpdateId(SLOT, 10 + version),
        new ChunkKey(cluster, index),
        version,
        digest(cluster, version, index),
        AdapterChunks.bytes(values));
  }

  private static String digest(ClusterId cluster, int version, int index) {
    return "%04d%04d%08d".formatted(cluster.value(), version, index);
  }
}
