package io.tributary.schemas.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Keeps what a follower tells, in its order: a state's revision, a version's name, an update's id,
 * a start, a reason or a failure.
 */
class FollowedNews implements FollowListener {
  private final BlockingQueue<Object> news = new LinkedBlockingQueue<>();

  /** The next of the news; null if none comes within a minute. */
  Object next() throws InterruptedException {
    return news.poll(60, TimeUnit.SECONDS);
  }

  void assertNothingMore() {
    assertThat(news).isEmpty();
  }

  /** A record of before the start may be read together with one of after it. */
  void awaitCaughtUp(FederationFollower follower) throws InterruptedException {
    for (int tenth = 0; tenth < 300 && !follower.caughtUp(); tenth++) {
      assertThat(news.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }
    assertThat(follower.caughtUp()).isTrue();
  }

  @Override
  public void clusterState(ClusterState state) {
    news.add(state.revision());
  }

  @Override
  public void version(AdapterManifest manifest, LoraAdapter adapter) {
    news.add(manifest.version().name());
  }

  @Override
  public void decision(LedgerEntry entry) {
    news.add(entry.update().toString());
  }

  @Override
  public void personal(PersonalInits.Start start) {
    news.add(start);
  }

  @Override
  public void skipped(SkipReason reason) {
    news.add(reason);
  }

  @Override
  public void failed(RuntimeException cause) {
    news.add(cause);
  }
}
