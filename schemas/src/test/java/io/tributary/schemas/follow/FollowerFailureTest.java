package io.tributary.schemas.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.follow.FollowSettings.Ledger;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.settings.Failure;
import io.tributary.testkit.KafkaBroker;
import java.util.List;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What ends a follower: all but bad data, and its listener always hears of it. */
@Timeout(120)
class FollowerFailureTest {
  @RegisterExtension static final KafkaBroker BROKER = new KafkaBroker();

  private final FollowedNews heard = new FollowedNews();

  @Test
  void aMissingTopicIsNamed() {
    try (var federation = new FollowedFederation(BROKER, "follow-nothing", 2)) {
      assertThatThrownBy(() -> federation.follow(newest(), heard))
          .isInstanceOf(Failure.class)
          .hasMessage("topic follow-nothing.cluster-state does not exist");
    }
  }

  @Test
  void aTopicThatIsDeletedUnderItEndsItWithTheTopicsName() throws Exception {
    try (var federation = FollowedFederation.created(BROKER, "follow-deleted", 1);
        var follower = federation.follow(newest(), heard)) {
      heard.awaitCaughtUp(follower);
      String topic = federation.topics.globalAdapters().name();
      BROKER.admin().deleteTopics(List.of(topic)).all().get();
      assertThat(heard.next())
          .isInstanceOfSatisfying(
              Failure.class,
              gone -> {
                assertThat(gone.code()).isEqualTo("TOPIC_MISSING");
                assertThat(gone).hasMessageStartingWith("topic " + topic + " does not exist at ");
                assertThat(gone.hint()).contains("tributary topics apply --federation");
              });
    }
  }

  @Test
  void anErrorInTheListenerEndsTheFollowerAndIsHeard() throws Exception {
    var error = new OutOfMemoryError("as the test wants");
    assertThat(failureAfter("follow-error", error))
        .isInstanceOf(IllegalStateException.class)
        .hasCause(error);
  }

  @Test
  void anExceptionOfTheListenersOwnIsNoSkippedRecord() throws Exception {
    var bug = new IllegalArgumentException("as the test wants");
    assertThat(failureAfter("follow-bug", bug)).isSameAs(bug);
  }

  /** It looks like bad data, but no record was bad. */
  @Test
  void anUnusableRecordThatTheListenerFindsIsNoSkippedRecord() throws Exception {
    var bug = new UnusableRecord("as the test wants");
    assertThat(failureAfter("follow-finding", bug)).isSameAs(bug);
  }

  /** It looks as if the follower were being closed, which would be no failure. */
  @Test
  void aWakeupOfTheListenersOwnIsNoClosing() throws Exception {
    var bug = new WakeupException();
    assertThat(failureAfter("follow-wakeup", bug)).isSameAs(bug);
  }

  @Test
  void runningOutOfMemoryWhileAVersionIsReadIsNoSkippedRecord() throws Exception {
    var error = new OutOfMemoryError("as the test wants");
    LoraAdapter adapter = SampleVersions.adapter(1);
    try (var federation = FollowedFederation.created(BROKER, "follow-heap", 1)) {
      federation.begin();
      federation.send(SampleVersions.manifest(new ClusterId(0), 1, adapter), adapter);
      federation.commit();
      try (var follower = federation.followWithChunksThatEndIn(error, newest(), heard)) {
        assertThat(heard.next())
            .isInstanceOfSatisfying(
                IllegalStateException.class, died -> assertThat(died).hasCause(error));
        assertThat(follower.skipped()).isZero();
        awaitEnd(follower);
      }
    }
  }

  private Throwable failureAfter(String name, Throwable thrown) throws Exception {
    var failing =
        new FollowedNews() {
          @Override
          public void clusterState(ClusterState state) {
            if (thrown instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) thrown;
          }

          @Override
          public void failed(RuntimeException cause) {
            super.failed(cause);
            throw new AssertionError("and it does not even take that");
          }
        };
    try (var federation = FollowedFederation.created(BROKER, name, 2)) {
      federation.begin();
      federation.send(SampleVersions.state());
      federation.commit();
      try (FederationFollower follower = federation.follow(newest(), failing)) {
        Object cause = failing.next();
        awaitEnd(follower);
        assertThat(follower.skipped()).isZero();
        assertThat(cause).isInstanceOf(Throwable.class);
        return (Throwable) cause;
      }
    }
  }

  /** It ends by itself, before anybody closes it. */
  private static void awaitEnd(FederationFollower follower) {
    while (follower.isRunning()) {
      Thread.onSpinWait();
    }
  }

  private static FollowSettings newest() {
    return FollowSettings.newest(SampleVersions.LAYOUT, Ledger.NEW);
  }
}
