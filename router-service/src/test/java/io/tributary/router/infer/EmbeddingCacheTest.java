package io.tributary.router.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingCacheTest {
  private final List<List<String>> calls = new ArrayList<>();
  private final EmbeddingCache cache = new EmbeddingCache(2, this::embed);

  @Test
  void asksOnceForEachTextOfACallAndAnswersInOrder() {
    List<float[]> answers = cache.embed(List.of("b", "a", "b"));
    assertThat(calls).containsExactly(List.of("b", "a"));
    assertThat(answers).extracting(e -> (char) e[0]).containsExactly('b', 'a', 'b');
  }

  @Test
  void remembersTheTextsUsedLast() {
    cache.embed(List.of("a"));
    cache.embed(List.of("b"));
    cache.embed(List.of("a"));
    cache.embed(List.of("c"));
    calls.clear();
    cache.embed(List.of("a", "c", "b"));
    assertThat(calls).containsExactly(List.of("b"));
  }

  @Test
  void answersACallLargerThanItself() {
    List<float[]> answers = cache.embed(List.of("a", "b", "c", "d"));
    assertThat(answers).extracting(e -> (char) e[0]).containsExactly('a', 'b', 'c', 'd');
  }

  private List<float[]> embed(List<String> texts) {
    calls.add(texts);
    return texts.stream().map(text -> new float[] {text.charAt(0)}).toList();
  }
}
