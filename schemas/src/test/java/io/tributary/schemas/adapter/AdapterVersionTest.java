package io.tributary.schemas.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.schemas.id.ClusterId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdapterVersionTest {
  @Test
  void readsItsOwnNameAgain() {
    var version = new AdapterVersion(new ClusterId(2), 1, 8, "9f3c0a1b2c3d4e5f");

    assertThat(version.name()).isEqualTo("c2@1.8-9f3c0a1b2c3d4e5f");
    assertThat(AdapterVersion.parse(version.name())).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c2",
        "c2@1.8",
        "c2@1.8-9f3c",
        "c02@1.8-9f3c0a1b2c3d4e5f",
        "c2@1.08-9f3c0a1b2c3d4e5f",
        "c2@1.8-9F3C0A1B2C3D4E5F",
        "c2@1.8-9f3c0a1b2c3d4e5f0"
      })
  void refusesOtherNames(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> AdapterVersion.parse(name));
  }

  @Test
  void refusesADigestThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdapterVersion(new ClusterId(2), 1, 8, "latest-and-great"))
        .withMessageContaining("16 hexadecimal digits, was latest-and-great");
  }
}
