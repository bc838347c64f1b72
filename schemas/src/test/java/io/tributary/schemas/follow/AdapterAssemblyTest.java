package io.tributary.schemas.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterChunk;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.id.ClusterId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AdapterAssemblyTest {
  private static final ClusterId CLUSTER = new ClusterId(2);

  private final AdapterAssembly assembly = new AdapterAssembly(SampleVersions.LAYOUT, 1);
  private final List<AdapterAssembly.Complete> complete = new ArrayList<>();

  @Test
  void aForgedChunkIsRefusedOnceAndNeverBecomesVisible() {
    LoraAdapter adapter = SampleVersions.adapter(1);
    List<AdapterChunk> chunks = SampleVersions.chunks(CLUSTER, 1, adapter);
    AdapterChunk forgery = forged(chunks.get(1));
    accept(assembly, SampleVersions.manifest(CLUSTER, 1, adapter), complete);
    accept(assembly, chunks.get(0), complete);

    assertRefused(() -> assembly.accept(forgery), SkipReason.WRONG_DIGEST)
        .hasMessageContaining("chunk 1 of adapter c2@1.1-");
    assertThat(assembly.accept(forgery)).isEmpty();
    assertThat(complete).isEmpty();

    accept(assembly, chunks.get(1), complete);
    assertThat(complete).extracting(AdapterAssembly.Complete::adapter).containsExactly(adapter);
  }

  @Test
  void oldVersionsDoNotReturn() {
    LoraAdapter adapter = SampleVersions.adapter(1);
    for (int version : new int[] {2, 1}) {
      accept(assembly, SampleVersions.manifest(CLUSTER, version, adapter), complete);
      SampleVersions.chunks(CLUSTER, version, adapter).forEach(c -> accept(assembly, c, complete));
    }

    assertThat(complete).hasSize(1);
  }

  @Test
  void refusesAnotherLayout() {
    AdapterManifest manifest =
        SampleVersions.manifest(CLUSTER, 1, SampleVersions.adapter(1), "0123456789abcdef");

    assertRefused(() -> assembly.accept(manifest), SkipReason.UNKNOWN_LAYOUT)
        .hasMessageContaining("must have layout " + SampleVersions.LAYOUT.digest());
  }

  @Test
  void refusesAManifestThatContradictsItself() {
    AdapterManifest manifest = SampleVersions.manifest(CLUSTER, 1, SampleVersions.adapter(1));
    List<String> swapped = new ArrayList<>(manifest.chunkDigests());
    Collections.swap(swapped, 0, 1);

    assertRefused(
            () -> assembly.accept(SampleVersions.withDigests(manifest, swapped)),
            SkipReason.WRONG_DIGEST)
        .hasMessageContaining("has chunks of digest");
  }

  @Test
  void givesUpOnceAVersionThatIsFarBehindAndLacksAChunk() {
    var patient = new AdapterAssembly(SampleVersions.LAYOUT, 8);
    acceptWithoutLastChunk(patient, 1);
    for (int version = 2; version <= 4; version++) {
      acceptWhole(patient, version);
    }
    assertThat(patient.giveUp()).isEmpty();

    acceptWhole(patient, 5);

    assertThat(patient.giveUp()).containsExactly("version 1 of c2");
    assertThat(patient.giveUp()).isEmpty();
    assertThat(patient.accept(lastChunk(1))).isEmpty();
    assertThat(patient.giveUp()).isEmpty();
  }

  @Test
  void doesNotGiveUpWhatWasRefusedBefore() {
    var patient = new AdapterAssembly(SampleVersions.LAYOUT, 8);
    acceptWithoutLastChunk(patient, 1);
    assertRefused(() -> patient.accept(forged(lastChunk(1))), SkipReason.WRONG_DIGEST);
    for (int version = 2; version <= 6; version++) {
      acceptWhole(patient, version);
    }

    assertThat(patient.giveUp()).isEmpty();
  }

  @Test
  void aVersionThatIsBeingRemovedFromItsTopicIsNotIncomplete() {
    var patient = new AdapterAssembly(SampleVersions.LAYOUT, 8);
    acceptWithoutLastChunk(patient, 1);
    for (int version = 2; version <= 6; version++) {
      acceptWhole(patient, version);
    }

    patient.remove("c2/1/1");

    assertThat(patient.giveUp()).isEmpty();
  }

  private static void acceptWhole(AdapterAssembly assembly, int version) {
    acceptWithoutLastChunk(assembly, version);
    assertThat(assembly.accept(lastChunk(version))).isPresent();
  }

  private static void acceptWithoutLastChunk(AdapterAssembly assembly, int version) {
    LoraAdapter adapter = SampleVersions.adapter(version);
    assertThat(assembly.accept(SampleVersions.manifest(CLUSTER, version, adapter))).isEmpty();
    assertThat(assembly.accept(SampleVersions.chunks(CLUSTER, version, adapter).get(0))).isEmpty();
  }

  private static AdapterChunk forged(AdapterChunk chunk) {
    byte[] payload = chunk.payload().clone();
    payload[7]++;
    return new AdapterChunk(chunk.key(), chunk.version(), payload);
  }

  private static AdapterChunk lastChunk(int version) {
    return SampleVersions.chunks(CLUSTER, version, SampleVersions.adapter(version)).get(1);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      ThrowingCallable accepting, SkipReason reason) {
    return assertThatThrownBy(accepting)
        .isInstanceOfSatisfying(
            UnusableVersion.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static void accept(
      AdapterAssembly assembly, Object record, List<AdapterAssembly.Complete> complete) {
    if (record instanceof AdapterManifest manifest) {
      assembly.accept(manifest).ifPresent(complete::add);
    } else {
      assembly.accept((AdapterChunk) record).ifPresent(complete::add);
    }
  }
}
