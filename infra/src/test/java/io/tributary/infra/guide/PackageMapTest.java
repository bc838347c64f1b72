package io.tributary.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The package map is what the package-infos say. With {@code -Dpackage.map=write} the test writes
 * it instead of comparing.
 */
class PackageMapTest {
  private static final Path DOCUMENT = Repository.root().resolve(".github/PACKAGES.md");
  private static final String REFRESH =
      "mvn -B test -pl infra -am -Dtest=PackageMapTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dpackage.map=write";

  @Test
  void theMapIsWhatThePackageInfosSay() throws IOException {
    String document = Files.readString(DOCUMENT);
    String current = PackageMap.replaced(document, PackageMap.text());
    if ("write".equals(System.getProperty("package.map"))) {
      Files.writeString(DOCUMENT, current);
    } else {
      assertThat(document)
          .as("%s is out of date; refresh it with: %s", Repository.shown(DOCUMENT), REFRESH)
          .isEqualTo(current);
    }
    assertThat(document).contains(REFRESH);
  }

  /** A package without a package-info would be missing in the map. */
  @Test
  void everyPackageHasAPackageInfo() throws IOException {
    assertThat(Repository.mainSources().stream().map(Path::getParent).distinct())
        .isNotEmpty()
        .allSatisfy(folder -> assertThat(folder.resolve("package-info.java")).exists());
  }
}
