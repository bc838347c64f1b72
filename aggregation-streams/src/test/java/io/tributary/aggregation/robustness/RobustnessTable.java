package io.tributary.aggregation.robustness;

import io.tributary.aggregation.robustness.Defence.Sent;
import io.tributary.aggregation.robustness.TaskRows.Row;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What hostile members do to a cluster's own task, strategy by strategy: members train a LoRA head
 * on frozen features of real rows, hostile ones attack, and the shipped limits and strategies make
 * the versions. One line for each attack, one column for each defence: mean accuracy on rows that
 * nobody has, over tasks and seeds.
 */
public final class RobustnessTable {
  private static final int MEMBERS = 10;
  private static final int ROUNDS = 25;
  private static final int SYBILS = 100;

  /** Sybils come when everybody knows each other. */
  private static final int SYBILS_FROM = 20;

  private static final int NEWCOMER_VERSIONS = 5;
  private static final long MOST_ROWS = 8_388_000;

  private RobustnessTable() {}

  /** Arguments: seeds, then one folder with train.jsonl and test.jsonl for each task. */
  public static void main(String[] args) throws IOException {
    int seeds = Integer.parseInt(args[0]);
    var tasks = new ArrayList<TaskRows>();
    for (String folder : List.of(args).subList(1, args.length)) {
      tasks.add(TaskRows.read(Path.of(folder)));
    }
    boolean headed = false;
    for (Attack attack : Attack.values()) {
      for (int hostile :
          attack == Attack.NONE || attack == Attack.SYBILS ? new int[] {0} : new int[] {1, 3}) {
        var line = new StringBuilder("| " + attack.text + " | " + 10 * hostile + " |");
        var head = new StringBuilder("| attack | hostile % |");
        List<Defence> names = Defence.all();
        for (int column = 0; column < names.size(); column++) {
          head.append(' ').append(names.get(column).name()).append(" |");
          line.append(
              String.format(Locale.ROOT, " %.1f |", mean(tasks, seeds, attack, hostile, column)));
        }
        if (!headed) {
          System.out.println(head);
          System.out.println(head.toString().replaceAll("[^|]+", "---"));
          headed = true;
        }
        System.out.println(line);
      }
    }
  }

  private static double mean(
      List<TaskRows> tasks, int seeds, Attack attack, int hostile, int column) {
    return IntStream.range(0, tasks.size() * seeds)
        .parallel()
        .mapToDouble(run -> accuracy(tasks.get(run / seeds), run % seeds, attack, hostile, column))
        .average()
        .orElseThrow();
  }

  /** Of the last version, percent. */
  static double accuracy(TaskRows task, long seed, Attack attack, int hostile, int column) {
    var random = new SplittableRandom(seed);
    var model = new HeadAdapter(task.labels());
    Defence defence = Defence.all().get(column);
    List<List<Row>> shards = shards(task.train(), random.split());
    float[] values = LoraAdapter.initial(model.layout(), seed).values().clone();
    for (int round = 0; round < ROUNDS; round++) {
      var sent = new ArrayList<Sent>();
      int sybils = attack == Attack.SYBILS && round >= SYBILS_FROM ? SYBILS : 0;
      for (int member = 0; member < MEMBERS + sybils; member++) {
        boolean bad = member >= MEMBERS - hostile;
        List<Row> rows =
            member < MEMBERS ? shards.get(member) : task.train().subList(member, member + 1);
        var own = new SplittableRandom(seed * 1_000_003 + round * 1_009L + member);
        float[] update =
            bad ? attack.update(model, values, rows, own, seed) : model.update(values, rows, own);
        long samples =
            bad && attack == Attack.CLAIMED_ROWS && hostile > 0
                ? MOST_ROWS / hostile / 2
                : rows.size();
        sent.add(sent(defence, member, round, samples, MEMBERS + sybils, update));
      }
      double[] step = defence.step(model.layout(), sent);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (values[i] + step[i]);
      }
    }
    return model.accuracy(values, task.test());
  }

  private static Sent sent(
      Defence defence, int member, int round, long samples, int members, float[] update) {
    var id =
        new UpdateId(new SlotId(new io.tributary.schemas.id.ClientId("m" + member), 0), round + 1);
    long units = defence.units(samples, members);
    int since = member < MEMBERS ? 0 : SYBILS_FROM;
    boolean fresh = round - since < NEWCOMER_VERSIONS;
    return new Sent(new Contribution(id, units, 1, 0, units, 0, 0), update, fresh);
  }

  /** Members' rows, of the largest four times as many as of the smallest. */
  private static List<List<Row>> shards(List<Row> train, SplittableRandom random) {
    var shards = new ArrayList<List<Row>>();
    for (int member = 0; member < MEMBERS; member++) {
      var rows = new ArrayList<Row>();
      int many = 60 + random.nextInt(180);
      for (int i = 0; i < many; i++) {
        rows.add(train.get(random.nextInt(train.size())));
      }
      shards.add(rows);
    }
    return shards;
  }
}
