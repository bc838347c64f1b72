package io.tributary.router.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  @Test
  void countsInsertionsDeletionsAndReplacements() {
    assertThat(NearestName.edits("", "abc")).isEqualTo(3);
    assertThat(NearestName.edits("kitten", "sitting")).isEqualTo(3);
    assertThat(NearestName.edits("text", "text")).isZero();
  }

  @Test
  void namesWhatWasProbablyMeantAndNothingFarAway() {
    List<String> known = List.of("inputs", "mode", "top_k");
    assertThat(NearestName.of("topk", known)).contains("top_k");
    assertThat(NearestName.of("input", known)).contains("inputs");
    assertThat(NearestName.of("temperature", known)).isEmpty();
  }
}
