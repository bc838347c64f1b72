package io.tributary.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.http.PortSettings;
import io.tributary.router.catalog.Catalog;
import io.tributary.router.catalog.CatalogFeed;
import io.tributary.router.http.RequestLimits;
import io.tributary.router.infer.ChoiceQuestion;
import io.tributary.router.infer.ChosenOption;
import io.tributary.router.infer.Inference;
import io.tributary.router.route.Tables;
import io.tributary.schemas.settings.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A router that cannot follow any more ends, so that whoever started it starts it again. */
class RouterFailureTest {
  @Test
  void anErrorOfTheFollowerEndsTheProcessWithOneAfterEverythingIsClosed() {
    var died = new OutOfMemoryError("heap");
    var feed = new DeadFeed(died);
    assertThatThrownBy(() -> RouterCommand.serve(router(feed)))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.kind().exitCode()).isEqualTo(1);
              assertThat(failure.code()).isEqualTo("ROUTER_STOPPED");
              assertThat(failure).hasCause(died).hasMessageContaining("OutOfMemoryError: heap");
            });
    assertThat(feed.closed).isTrue();
  }

  @Test
  void aFailureThatItsUserCanMendKeepsItsNameAndExitCode() {
    var refused =
        new Failure(Failure.Kind.UNREACHABLE, "BROKER_REFUSED", "the broker refuses us", "Ask it.");
    assertThatThrownBy(() -> RouterCommand.serve(router(new DeadFeed(refused)))).isSameAs(refused);
  }

  private static RouterApp router(CatalogFeed feed) {
    var settings =
        new RouterSettings(
            "127.0.0.1",
            0,
            0,
            64,
            4,
            16,
            2,
            Duration.ofSeconds(5),
            RequestLimits.DEFAULT,
            PortSettings.DEFAULT);
    var catalog = new Catalog(Tables.INITIAL, 4, Clock.systemUTC());
    return new RouterApp(
        settings,
        new RouterApp.Identity("tests", Tables.BASE_MODEL),
        catalog,
        feed,
        new NoInference(),
        Clock.systemUTC());
  }

  private static final class DeadFeed implements CatalogFeed {
    private final Throwable cause;
    private boolean closed;

    DeadFeed(Throwable cause) {
      this.cause = cause;
    }

    @Override
    public boolean restored() {
      return true;
    }

    @Override
    public SortedMap<String, Long> skippedVersions() {
      return new TreeMap<>();
    }

    @Override
    public Optional<Throwable> failure() {
      return Optional.of(cause);
    }

    @Override
    public Throwable awaitFailure() {
      return cause;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static final class NoInference implements Inference {
    @Override
    public List<float[]> embed(List<String> texts) {
      return List.of();
    }

    @Override
    public List<ChosenOption> choose(List<ChoiceQuestion> questions) {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
