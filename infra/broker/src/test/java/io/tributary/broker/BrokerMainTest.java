package io.tributary.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerMainTest {

  @TempDir Path dir;

  @Test
  void printsOneReadyLineAndStopsWhenItsInputEnds() throws Exception {
    Process process = startBroker("--data-dir", dir.toString(), "--supervised");
    try (BufferedReader lines = process.inputReader()) {
      assertThat(lines.readLine())
          .matches("\\{\"ready\":true,\"bootstrap\":\"127\\.0\\.0\\.1:\\d+\"}");
      process.getOutputStream().close();
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(dir.resolve("log/.kafka_cleanshutdown")).exists();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void drainsOnTerminate() throws Exception {
    Process process = startBroker("--data-dir", dir.toString());
    try (BufferedReader lines = process.inputReader()) {
      assertThat(lines.readLine()).contains("\"ready\":true");
      process.destroy();
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
      assertThat(dir.resolve("log/.kafka_cleanshutdown")).exists();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aNodeOfAClusterNeedsItsPlaceInIt() {
    BrokerSettings second =
        BrokerMain.parse(
            new String[] {
              "--data-dir",
              dir.toString(),
              "--controller-port",
              "9092",
              "--node-id",
              "2",
              "--cluster-id",
              "MkU3OEVBNTcwNTJENDM2Qg",
              "--voters",
              "1@127.0.0.1:9091,2@127.0.0.1:9092"
            });
    assertThat(second.node().id()).isEqualTo(2);
    assertThat(BrokerSettings.in(dir).node()).isEqualTo(ClusterNode.ALONE);
    assertThatThrownBy(() -> new ClusterNode(0, "", ""))
        .hasMessageContaining("must be >= 1, was 0");
    assertThatThrownBy(() -> new ClusterNode(1, "id", "")).hasMessageContaining("go together");
    assertThatThrownBy(() -> new ClusterNode(3, "id", "1@a:1,2@b:2,13@c:3"))
        .hasMessageContaining("must name this node, 3@HOST:PORT");
    assertThatThrownBy(() -> new BrokerSettings(dir, 0, 0, java.util.Map.of(), second.node()))
        .hasMessageContaining("must be the one that its voters name, was 0");
  }

  @Test
  void saysOnStandardOutputWhyItCannotStart() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Process process = startBroker("--data-dir", dir.toString(), "--port", port);
      try (BufferedReader lines = process.inputReader()) {
        assertThat(lines.readLine())
            .startsWith("{\"ready\":false,\"error_code\":\"PORT_UNUSABLE\",\"message\":")
            .contains("broker port " + port);
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(4);
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void readsSettingsFromArguments() {
    BrokerSettings settings =
        BrokerMain.parse(
            new String[] {"--data-dir", "d", "--port", "9092", "--config", "log.retention.ms=-1"});
    assertThat(settings.port()).isEqualTo(9092);
    assertThat(settings.overrides()).containsEntry("log.retention.ms", "-1");
  }

  @Test
  void namesTheUnknownArgument() {
    assertThatThrownBy(() -> BrokerMain.parse(new String[] {"--prot", "1"}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'--prot'")
        .hasMessageContaining("--port");
  }

  private static Process startBroker(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
