package io.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineTest {

  @TempDir Path dir;

  @Test
  void findsNoObstacleWhenPingAndImageAnswer() throws Exception {
    try (FakeEngine engine = new FakeEngine(dir, "200 OK", "200 OK")) {
      assertThat(engine.probe().obstacle("kafka:1")).isEmpty();
    }
  }

  @Test
  void namesTheMissingImage() throws Exception {
    try (FakeEngine engine = new FakeEngine(dir, "200 OK", "404 Not Found")) {
      assertThat(engine.probe().obstacle("kafka:1")).get().asString().endsWith("no image kafka:1");
    }
  }

  @Test
  void namesTheStatusOfBrokenEngine() throws Exception {
    try (FakeEngine engine = new FakeEngine(dir, "500 Internal Server Error", "200 OK")) {
      assertThat(engine.probe().obstacle("kafka:1")).get().asString().endsWith("with 500");
    }
  }

  @Test
  void givesUpOnSilentEngineWithinTheTimeout() throws Exception {
    try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(dir.resolve("engine.sock")));
      DockerEngine engine =
          new DockerEngine("unix://" + dir.resolve("engine.sock"), Duration.ofMillis(200));
      assertThat(engine.obstacle("kafka:1")).get().asString().contains("no answer within 200 ms");
    }
  }

  @Test
  void namesTheAbsentSocketAndOtherSchemes() {
    assertThat(DockerEngine.fromEnvironment(Map.of("DOCKER_HOST", "unix:///absent")).obstacle("k"))
        .contains("no container engine at unix:///absent");
    assertThat(DockerEngine.fromEnvironment(Map.of("DOCKER_HOST", "tcp://a:1")).obstacle("k"))
        .contains("DOCKER_HOST is not a unix socket: tcp://a:1");
  }

  /** Answers the ping and the image question with fixed status lines. */
  private record FakeEngine(Path socket, ServerSocketChannel server) implements AutoCloseable {

    FakeEngine(Path dir, String ping, String image) throws IOException {
      this(dir.resolve("engine.sock"), ServerSocketChannel.open(StandardProtocolFamily.UNIX));
      server.bind(UnixDomainSocketAddress.of(socket));
      Thread thread = new Thread(() -> answer(ping, image), "fake-engine");
      thread.setDaemon(true);
      thread.start();
    }

    DockerEngine probe() {
      return new DockerEngine("unix://" + socket, Duration.ofSeconds(5));
    }

    private void answer(String ping, String image) {
      try {
        while (true) {
          try (SocketChannel client = server.accept()) {
            ByteBuffer request = ByteBuffer.allocate(512);
            client.read(request);
            String text =
                new String(request.array(), 0, request.position(), StandardCharsets.US_ASCII);
            String status = text.startsWith("GET /_ping ") ? ping : image;
            client.write(
                ByteBuffer.wrap(
                    ("HTTP/1.0 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
          }
        }
      } catch (ClosedChannelException stopped) {
        Thread.currentThread().interrupt(); // The test is over.
      } catch (IOException e) {
        throw new AssertionError("the fake engine failed", e);
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
