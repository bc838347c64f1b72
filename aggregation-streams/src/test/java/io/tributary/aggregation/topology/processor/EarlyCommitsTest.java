package io.tributary.aggregation.topology.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EarlyCommitsTest {

  @Test
  @DisplayName("a version that comes alone has all that it needs, and so has the next one")
  void aloneAllArePrompt() {
    var commits = new EarlyCommits();
    for (long at = 1_000; at < 10_000; at += 200) {
      assertThat(commits.take(at) && commits.take(at + 20) && commits.take(at + 40)).isTrue();
    }
  }

  @Test
  @DisplayName("under load there are twenty a second and a burst")
  void underLoadFew() {
    var commits = new EarlyCommits();
    long taken = LongStream.range(0, 10_000).filter(commits::take).count();
    assertThat(taken).isBetween(200L, 204L);
  }

  @Test
  @DisplayName("a clock that is set back neither stops nor floods them")
  void clockSetBack() {
    var commits = new EarlyCommits();
    long before = LongStream.range(50_000, 51_000).filter(commits::take).count();
    long after = LongStream.range(0, 1_000).filter(commits::take).count();
    assertThat(before).isBetween(20L, 24L);
    assertThat(after).isBetween(19L, 24L);
  }
}
