package io.tributary.infra.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.settings.Failure;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdapterVersionsTest {
  private final Entries log = new Entries();
  private final AdapterVersions versions = new AdapterVersions();

  @BeforeEach
  void publish() {
    for (int version = 4; version <= 7; version++) {
      versions.accept(log.version(version, "a/0#" + version));
    }
  }

  @Test
  void aClusterMeansItsNewestVersionAndANumberThatOne() {
    assertThat(find("c0")).isEqualTo(7);
    assertThat(find("c0@5")).isEqualTo(5);
    assertThat(find("c0@1.6-" + Entries.digest(6))).isEqualTo(6);
  }

  @Test
  void aFullNameWithAnotherDigestNamesNothing() {
    assertThat(versions.find(AdapterReference.parse("c0@1.6-" + Entries.digest(5)))).isEmpty();
    assertThat(versions.find(AdapterReference.parse("c0@2.6-" + Entries.digest(6)))).isEmpty();
  }

  @Test
  void anUnknownVersionIsAFailureWithTheNearestOne() {
    assertThat(versions.find(AdapterReference.parse("c0@17"))).isEmpty();
    Failure failure = UnknownNameFailures.adapter(AdapterReference.parse("c0@17"), versions);
    assertThat(failure.code()).isEqualTo("ADAPTER_UNKNOWN");
    assertThat(failure.hint()).contains("Did you mean c0@7?").contains("tributary adapters ls");
  }

  @Test
  void aWrongDigestIsAnsweredWithTheRightOne() {
    AdapterReference word = AdapterReference.parse("c0@1.6-" + "f".repeat(16));
    assertThat(versions.nearest(word)).hasValue("c0@1.6-" + Entries.digest(6));
  }

  @Test
  void otherWordsAreBadArguments() {
    for (String word : List.of("", "adapter", "c0@", "c0@1.", "c01", "c0@1.6-xyz")) {
      assertThatThrownBy(() -> AdapterReference.parse(word))
          .as(word)
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.code()).isEqualTo("BAD_ARGUMENTS"));
    }
  }

  @Test
  void theChainEndsWhereTheLogDoes() {
    AdapterVersion newest = versions.newest(Entries.C0).orElseThrow().value().version();
    assertThat(versions.before(newest, 2))
        .extracting(AdapterVersionsTest::number)
        .containsExactly(6, 5);
    assertThat(versions.before(newest, 9))
        .extracting(AdapterVersionsTest::number)
        .containsExactly(6, 5, 4);
    assertThat(versions.hasReached(Entries.C0, 3)).isTrue();
    assertThat(versions.hasReached(Entries.C0, 8)).isFalse();
  }

  private int find(String word) {
    return number(versions.find(AdapterReference.parse(word)).orElseThrow());
  }

  private static int number(PositionedRecord<AdapterManifest> manifest) {
    return manifest.value().version().version();
  }
}
