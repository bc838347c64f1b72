package io.tributary.router.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More slow callers than a port has threads stand in nobody's way. */
class SlowCallersTest {
  private static final int MANY = 100;

  @Test
  void bodiesThatNeverEndAndHalfSentLinesDelayNobody() throws IOException {
    try (var router = new RunningRouter().withClusters()) {
      var slow = new ArrayList<Socket>();
      try {
        for (int i = 0; i < MANY; i++) {
          slow.add(
              send(
                  router.url(),
                  "POST /v1/route HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
                      + "Content-Type: application/json\r\n\r\n{"));
          slow.add(send(router.url(), "POST /v1/pre"));
          slow.add(send(router.managementUrl(), "GET /heal"));
        }
        for (int i = 0; i < 3; i++) {
          assertThat(router.post("/v1/route", "{\"inputs\":[{\"text\":\"0 1\"}]}").statusCode())
              .isEqualTo(200);
          for (String path : List.of("/healthz/live", "/healthz/ready", "/metrics")) {
            assertThat(router.getManagement(path).statusCode()).isEqualTo(200);
          }
        }
      } finally {
        for (Socket socket : slow) {
          socket.close();
        }
      }
    }
  }

  private static Socket send(String url, String text) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    return socket;
  }
}
