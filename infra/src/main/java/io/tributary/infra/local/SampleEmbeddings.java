package io.tributary.infra.local;

import io.tributary.infra.report.RunResults.TaskMap;
import java.util.List;

final class SampleEmbeddings {
  TaskMap picture(FederationView v) {
    return TaskPicture.of(v, List.of(), List.of());
  }
}
