package io.tributary.infra.bench.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.BaseModelSource;
import io.tributary.schemas.process.StdinWatch;
import java.io.IOException;

/**
 * Runs the soak in a process of its own: {@code STEPS TEXTS}. It prints each reading as a line of
 * JSON after its ready line.
 */
public final class MemorySoakMain {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MemorySoakMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    String[] rest = StdinWatch.start(args);
    int steps = Integer.parseInt(rest[0]);
    int texts = Integer.parseInt(rest[1]);
    try (BaseModel model = BaseModel.load(BaseModelSource.bundled())) {
      say(JSON.createObjectNode().put("ready", true));
      new MemorySoak(model, MemorySoakMain::say).run(steps, texts);
    }
    System.exit(0);
  }

  private static void say(Object content) {
    System.out.println(line(content));
    System.out.flush();
  }

  static JsonNode line(Object content) {
    return JSON.valueToTree(content);
  }
}
