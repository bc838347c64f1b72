package io.tributary.infra.dependencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownHolesTest {
  @Test
  void versionsAreComparedByTheirNumbers() {
    assertBelow("2.9.0", "2.10.0");
    assertBelow("1.5.6-10", "1.5.7-4");
    assertBelow("1.5.7-4", "1.5.7-17");
    assertBelow("4.1.118.Final", "4.1.125.Final");
    assertBelow("2.21", "2.21.8");
    assertBelow("2.0-rc1", "2.0");
    assertBelow("2.0-SNAPSHOT", "2.0-rc1");
    assertBelow("33.4.0-jre", "33.4.1-jre");
    assertThat(LibraryVersion.parse("1.0")).isEqualTo(LibraryVersion.parse("1.0.0.Final"));
  }

  private static void assertBelow(String lower, String higher) {
    assertThat(LibraryVersion.parse(lower)).isLessThan(LibraryVersion.parse(higher));
    assertThat(LibraryVersion.parse(higher)).isGreaterThan(LibraryVersion.parse(lower));
  }

  @Test
  void aHoleIsClosedOnEveryLineThatWasMended() {
    KnownHole hole = KnownHole.parse("a:b | 4.2.5 4.1.125.Final | X-1");
    for (String open : List.of("3.9", "4.0.56", "4.1.124.Final", "4.2.4")) {
      assertThat(hole.isIn(LibraryVersion.parse(open))).as(open).isTrue();
    }
    for (String closed : List.of("4.1.125.Final", "4.1.126", "4.2.5", "4.3", "5.0")) {
      assertThat(hole.isIn(LibraryVersion.parse(closed))).as(closed).isFalse();
    }
    assertThat(KnownHole.parse("a:b|never|X-2").isIn(LibraryVersion.parse("99"))).isTrue();
  }

  @Test
  void namesEveryHoleOfAComponent() throws IOException {
    List<KnownHole> holes =
        SbomCheckMain.holes(
            List.of("# comment", "", "org.x:lib | 1.8 | X-1", "org.x:lib | 2.0 | X-2"));
    assertThat(SbomCheckMain.found(sbom("org.x", "lib", "1.7.9"), holes))
        .containsExactly(
            "org.x:lib 1.7.9 has X-1: fixed in [1.8]", "org.x:lib 1.7.9 has X-2: fixed in [2.0]");
    assertThat(SbomCheckMain.found(sbom("org.x", "lib", "1.10"), holes)).hasSize(1);
    assertThat(SbomCheckMain.found(sbom("org.x", "lib", "2.0"), holes)).isEmpty();
    assertThat(SbomCheckMain.found(sbom("org.y", "lib", "1.0"), holes)).isEmpty();
  }

  @Test
  void anEmptyOrForeignDocumentIsNoGoodNews() throws IOException {
    for (String text :
        List.of("{}", "{\"bomFormat\":\"CycloneDX\",\"components\":[]}", "{\"components\":[{}]}")) {
      JsonNode sbom = new JsonMapper().readTree(text);
      assertThatThrownBy(() -> SbomCheckMain.found(sbom, List.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String line : List.of("a:b | 1", "a | 1 | X", "a:b | | X", "a:b | 1 |", "a:b | x | X")) {
      assertThatThrownBy(() -> KnownHole.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** The list finds what was left behind: Kafka 4.3.1's libraries, and the earlier registry's. */
  @Test
  void theListKnowsWhatWeHadBefore() throws IOException {
    List<KnownHole> holes =
        SbomCheckMain.holes(Files.readAllLines(Path.of("..", ".ci", "known-holes.txt")));
    assertThat(SbomCheckMain.found(sbom("org.lz4", "lz4-java", "1.8.0"), holes)).isNotEmpty();
    assertThat(SbomCheckMain.found(sbom("com.github.luben", "zstd-jni", "1.5.6-10"), holes))
        .isNotEmpty();
    assertThat(
            SbomCheckMain.found(
                sbom("com.fasterxml.jackson.core", "jackson-core", "2.21.2"), holes))
        .isNotEmpty();
    assertThat(
            SbomCheckMain.found(
                sbom("io.apicurio", "apicurio-registry-app", "2.6.13.Final"), holes))
        .isNotEmpty();
    assertThat(SbomCheckMain.found(sbom("com.github.luben", "zstd-jni", "1.5.7-17"), holes))
        .isEmpty();
  }

  private static JsonNode sbom(String group, String name, String version) throws IOException {
    return new JsonMapper()
        .readTree(
            "{\"bomFormat\":\"CycloneDX\",\"components\":[{\"group\":\"%s\",\"name\":\"%s\",\"version\":\"%s\"}]}"
                .formatted(group, name, version));
  }
}
