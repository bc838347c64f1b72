package io.tributary.schemas.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeVersionTest {
  @Test
  void namesTheCommitThatWasBuilt() {
    assertThat(CodeVersion.text())
        .matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\+([0-9a-f]{12}(-dirty)?|unknown)");
  }
}
