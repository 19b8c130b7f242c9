// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class DatasetTest extends AbstractViewerTest {

  private final ObjectMapper mapper = new ObjectMapper();

  private JsonNode upload(String json) throws Exception {
    HttpResponse<String> response =
        client.postJson("/v1/datasets/upload?sync=true", json.replace('\'', '"'));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return mapper.readTree(response.body()).path("data");
  }

  @Test
  void keepsEachVersionOfADataset() throws Exception {
    JsonNode first =
        upload(
            "{'name':'q','inputs':[{'a':1},{'a':2}],'outputs':[{'b':1},{}],"
                + "'splits':['train',['train','hard']],'example_ids':['one',null]}");
    JsonNode appended = upload("{'name':'q','action':'append','inputs':[{'a':3}]}");
    JsonNode updated =
        upload(
            "{'name':'q','action':'update','inputs':[{'a':9},{'a':3}],'example_ids':['one',null]}");

    assertThat(first.path("num_created_examples").asInt()).isEqualTo(2);
    assertThat(appended.path("dataset_id")).isEqualTo(first.path("dataset_id"));
    assertThat(updated.path("num_updated_examples").asInt()).isEqualTo(1);
    assertThat(updated.path("num_created_examples").asInt()).isZero();
    assertThat(updated.path("num_deleted_examples").asInt()).isEqualTo(1);
    String path = "/v1/datasets/" + first.path("dataset_id").asText();
    assertThat(client.get(path).path("data").path("example_count").asInt()).isEqualTo(2);
    assertThat(client.get(path + "/versions").path("data")).hasSize(3);
    assertThat(inputs(path, "")).containsExactly("9", "3");
    assertThat(inputs(path, "?version_id=" + first.path("version_id").asText()))
        .containsExactly("1", "2");
    assertThat(inputs(path, "?split=hard&version_id=" + appended.path("version_id").asText()))
        .containsExactly("2");
    JsonNode example = client.get(path + "/examples").path("data").path("examples").path(0);
    assertThat(example.path("id").asText()).isEqualTo("one");
    assertThat(example.path("node_id").asText()).isNotEqualTo("one");
  }

  @Test
  void addsAnExampleOnceIfAnUploadIsRepeated() throws Exception {
    upload("{'name':'q','inputs':[{'a':1}],'splits':['train']}");
    String more = "{'name':'q','action':'append','inputs':[{'a':1},{'a':2},{'a':2}]}";

    assertThat(upload(more).path("num_created_examples").asInt()).isEqualTo(2);
    JsonNode repeated = upload(more);
    assertThat(repeated.path("num_created_examples").asInt()).isZero();
    assertThat(repeated.path("num_updated_examples").asInt()).isZero();
    String path = "/v1/datasets/" + repeated.path("dataset_id").asText();
    assertThat(inputs(path, "")).containsExactly("1", "2", "2");
    assertThat(inputs(path, "?split=train")).containsExactly("1");
  }

  private java.util.List<String> inputs(String path, String query) throws Exception {
    return client
        .get(path + "/examples" + query)
        .path("data")
        .path("examples")
        .findValuesAsText("a");
  }

  @Test
  void refusesADatasetThatIsThereAndOneThatIsWrong() throws Exception {
    upload("{'name':'q','inputs':[{}]}");
    for (String wrong :
        new String[] {
          "{'name':'q','inputs':[{}]} 409",
          "{'name':'','inputs':[{}]} 422",
          "{'name':'r'} 422",
          "no JSON 400",
          "{'name':'r','inputs':['text']} 422",
          "{'name':'r','inputs':[{}],'outputs':[{},{}]} 422",
          "{'name':'r','inputs':[{},{}],'example_ids':['a','a']} 422",
          "{'name':'r','action':'erase','inputs':[{}]} 422"
        }) {
      int space = wrong.lastIndexOf(' ');
      assertThat(
              client
                  .postJson("/v1/datasets/upload", wrong.substring(0, space).replace('\'', '"'))
                  .statusCode())
          .as(wrong)
          .isEqualTo(Integer.parseInt(wrong.substring(space + 1)));
    }
    assertThat(
            client
                .send(
                    client
                        .request("/v1/datasets/upload")
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(BodyPublishers.ofString("--x--")))
                .statusCode())
        .isEqualTo(422);
    assertThat(client.get("/v1/datasets").path("data")).hasSize(1);
  }

  /** A form as Phoenix's client sends it: fields, and a table that is compressed alone. */
  private HttpResponse<String> uploadTable(String csv, String type, String... fields)
      throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (String field : fields) {
      int equals = field.indexOf('=');
      body.write(
          ("--b1\r\nContent-Disposition: form-data; name=\""
                  + field.substring(0, equals)
                  + "\"\r\n\r\n"
                  + field.substring(equals + 1)
                  + "\r\n")
              .getBytes(UTF_8));
    }
    body.write(
        ("--b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"dataframe.csv\"\r\n"
                + "Content-Type: "
                + type
                + "\r\nContent-Encoding: gzip\r\n\r\n")
            .getBytes(UTF_8));
    try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
      gzip.write(csv.getBytes(UTF_8));
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(body.toByteArray());
    whole.write("\r\n--b1--\r\n".getBytes(UTF_8));
    return client.send(
        client
            .request("/v1/datasets/upload?sync=true")
            .header("Content-Type", "multipart/form-data; boundary=b1")
            .POST(BodyPublishers.ofByteArray(whole.toByteArray())));
  }

  @Test
  void takesATableAsAForm() throws Exception {
    HttpResponse<String> answer =
        uploadTable(
            "question,answer,level,part,id,source\r\n"
                + "\"caf\u00e9, \"\"au lait\"\"\nor not\",yes,,train,first,0000000000000001\n"
                + "two,,2,\"[\"\"test\"\",\"\"hard\"\"]\",second,\n",
            "text/csv",
            "action=create",
            "name=table",
            "description=",
            "input_keys[]=question",
            "output_keys[]=answer",
            "metadata_keys[]=level",
            "split_key=part",
            "span_id_key=source",
            "example_id_key=id");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode made = mapper.readTree(answer.body()).path("data");
    assertThat(made.path("num_created_examples").asInt()).isEqualTo(2);
    String path = "/v1/datasets/" + made.path("dataset_id").asText();
    JsonNode examples = client.get(path + "/examples").path("data").path("examples");
    assertThat(examples.findValuesAsText("id")).containsExactly("first", "second");
    assertThat(examples.path(0).path("input").toString())
        .isEqualTo("{\"question\":\"caf\u00e9, \\\"au lait\\\"\\nor not\"}");
    assertThat(examples.path(0).path("output").toString()).isEqualTo("{\"answer\":\"yes\"}");
    assertThat(examples.path(0).path("metadata").toString()).isEqualTo("{}");
    assertThat(examples.path(1).path("output").toString()).isEqualTo("{}");
    assertThat(examples.path(1).path("metadata").toString()).isEqualTo("{\"level\":\"2\"}");
    assertThat(client.get(path + "/examples?split=hard").path("data").path("examples")).hasSize(1);
  }

  @Test
  void takesTheFileThatItWrote() throws Exception {
    String id =
        upload("{'name':'a','inputs':[{'q':'x'}],'outputs':[{'a':'y'}]}")
            .path("dataset_id")
            .asText();
    String csv = client.send(client.request("/v1/datasets/" + id + "/csv")).body();

    HttpResponse<String> answer =
        uploadTable(csv, "text/csv", "name=b", "input_keys[]=input.q", "output_keys[]=output.a");

    String copy = mapper.readTree(answer.body()).path("data").path("dataset_id").asText();
    JsonNode example =
        client.get("/v1/datasets/" + copy + "/examples").path("data").path("examples").path(0);
    assertThat(example.path("input").toString()).isEqualTo("{\"q\":\"x\"}");
    assertThat(example.path("output").toString()).isEqualTo("{\"a\":\"y\"}");
  }

  @Test
  void refusesATableThatIsWrong() throws Exception {
    for (String wrong :
        new String[] {
          "q\nx;text/csv;input_keys[]=other;422;no column other",
          "q,q\nx,y;text/csv;input_keys[]=q;422;Two columns",
          "q\n;text/csv;input_keys[]=q;422;no rows",
          "q\nx;application/x-pandas-pyarrow;input_keys[]=q;415;text/csv",
          "q\nx;text/csv;flatten_keys[]=q;422;flatten_keys"
        }) {
      String[] parts = wrong.split(";", -1);
      HttpResponse<String> answer = uploadTable(parts[0], parts[1], "name=t", parts[2]);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(Integer.parseInt(parts[3]));
      assertThat(answer.body()).contains(parts[4]);
    }
    HttpResponse<String> bomb = uploadTable("q\n" + "x".repeat(70 << 20), "text/csv", "name=t");
    assertThat(bomb.statusCode()).isEqualTo(413);
    assertThat(client.get("/v1/datasets").path("data")).isEmpty();
  }

  @Test
  void takesNoFormOfABrowser() throws Exception {
    HttpResponse<String> answer =
        client.send(
            client
                .request("/v1/datasets/upload")
                .header("Content-Type", "multipart/form-data; boundary=b1")
                .header("Origin", viewer.url())
                .header("X-OpenInference-Viewer", "1")
                .POST(BodyPublishers.ofString("--b1--")));

    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void findsTheExampleOfARunByEitherIdAndCountsTheRuns() throws Exception {
    String dataset =
        upload("{'name':'q','inputs':[{'n':1},{'n':2}],'example_ids':['mine',null]}")
            .path("dataset_id")
            .asText();
    JsonNode examples =
        client.get("/v1/datasets/" + dataset + "/examples").path("data").path("examples");
    JsonNode made =
        mapper.readTree(client.postJson("/v1/datasets/" + dataset + "/experiments", "{}").body());
    String experiment = "/v1/experiments/" + made.path("data").path("id").asText();

    assertThat(addRun(experiment, "mine")).isEqualTo(200);
    assertThat(addRun(experiment, examples.path(0).path("node_id").asText())).isEqualTo(409);
    assertThat(addRun(experiment, examples.path(1).path("node_id").asText())).isEqualTo(200);
    assertThat(addRun(experiment, "yours")).isEqualTo(404);
    JsonNode counted = client.get(experiment).path("data");
    assertThat(counted.path("successful_run_count").asInt()).isEqualTo(2);
    assertThat(counted.path("missing_run_count").asInt()).isZero();

    JsonNode runs = client.get(experiment + "/runs").path("data");
    String[] names = {"brief", "brief", "endless"};
    String[] scores = {"0.25", "0.75", "1e999"};
    for (int i = 0; i < scores.length; i++) {
      String evaluation =
          ("{'experiment_run_id':'"
                  + runs.path(i % 2).path("id").asText()
                  + "','name':'"
                  + names[i]
                  + "','annotator_kind':'CODE','result':{'score':"
                  + scores[i]
                  + "}"
                  + ",'start_time':'2026-01-01T00:00:00Z','end_time':'2026-01-01T00:00:01Z'}")
              .replace('\'', '"');
      assertThat(client.postJson("/v1/experiment_evaluations", evaluation).statusCode())
          .isEqualTo(200);
    }
    JsonNode means = client.get("/api/datasets/1").path("runs").path(0).path("scores");
    assertThat(means).hasSize(1);
    JsonNode score = means.path(0);
    assertThat(score.path("name").asText()).isEqualTo("brief");
    assertThat(score.path("mean").asDouble()).isEqualTo(0.5);
    assertThat(score.path("number").asInt()).isEqualTo(2);
  }

  private int addRun(String experiment, String example) throws Exception {
    return client
        .postJson(
            experiment + "/runs",
            ("{'dataset_example_id':'"
                    + example
                    + "','output':1,'start_time':'2026-01-01T00:00:00Z',"
                    + "'end_time':'2026-01-01T00:00:01Z'}")
                .replace('\'', '"'))
        .statusCode();
  }

  @Test
  void deletesTheProjectOfAnExperimentIfAskedTo() throws Exception {
    String dataset = upload("{'name':'q','inputs':[{}]}").path("dataset_id").asText();
    for (String query : new String[] {"", "?delete_project=false", "?delete_project=true"}) {
      JsonNode made =
          mapper.readTree(client.postJson("/v1/datasets/" + dataset + "/experiments", "{}").body());
      String project = made.path("data").path("project_name").asText();
      client.postJson("/v1/projects", "{\"name\":\"" + project + "\"}");
      String experiment = "/v1/experiments/" + made.path("data").path("id").asText();

      assertThat(delete(experiment + "?delete_project=perhaps")).isEqualTo(422);
      assertThat(delete(experiment + query)).isEqualTo(204);

      assertThat(client.get("/v1/projects").path("data").findValuesAsText("name").contains(project))
          .as(query)
          .isEqualTo(!query.endsWith("true"));
    }
  }

  private int delete(String path) throws Exception {
    return client.send(client.request(path).method("DELETE", BodyPublishers.noBody())).statusCode();
  }

  @Test
  void refusesAnExperimentWithTooManyRepetitions() throws Exception {
    String dataset = upload("{'name':'q','inputs':[{}]}").path("dataset_id").asText();
    String experiments = "/v1/datasets/" + dataset + "/experiments";

    for (int repetitions : new int[] {0, 1_001}) {
      assertThat(client.postJson(experiments, "{\"repetitions\":" + repetitions + "}").statusCode())
          .isEqualTo(422);
    }
    assertThat(client.postJson(experiments, "{\"repetitions\":1000}").statusCode()).isEqualTo(200);
    assertThat(client.get(experiments).path("data")).hasSize(1);
  }

  @Test
  void writesFiles() throws Exception {
    String id =
        upload(
                "{'name':'a b','inputs':[{'q':'=HYPERLINK(1)'},{'q':'x, y'}],"
                    + "'outputs':[{'n':-1.5},{'messages':[{'role':'user'}]}]}")
            .path("dataset_id")
            .asText();
    HttpResponse<String> csv = client.send(client.request("/v1/datasets/" + id + "/csv"));
    assertThat(csv.body())
        .startsWith("id,node_id,input.q,output.n,splits,output.messages\n")
        .contains(",'=HYPERLINK(1),-1.5,")
        .contains(",\"x, y\",");
    assertThat(csv.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename*=UTF-8''a%20b.csv");
    String lines = client.send(client.request("/v1/datasets/" + id + "/jsonl")).body();
    assertThat(lines.lines()).hasSize(2);
    assertThat(mapper.readTree(lines.lines().findFirst().orElseThrow()).fieldNames())
        .toIterable()
        .containsExactly("id", "node_id", "input", "output", "metadata", "splits");
  }

  @Test
  void makesADatasetOfSpansInThePage() throws Exception {
    client.postJson(
        "/v1/traces",
        OtlpJson.project("p")
            .span(1, 0, "one", "input.value=question", "output.value=answer")
            .span(
                2,
                1,
                "two",
                "openinference.span.kind=LLM",
                "llm.input_messages.0.message.role=user",
                "llm.input_messages.0.message.content=hi",
                "llm.output_messages.0.message.role=assistant",
                "llm.output_messages.0.message.content=hello")
            .toString());
    HttpResponse<String> made =
        client.postJson("/api/datasets", "{\"name\":\"from spans\",\"spans\":[1,2]}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    JsonNode dataset = client.get("/api/datasets").path(0);
    assertThat(dataset.path("name").asText()).isEqualTo("from spans");
    JsonNode examples = client.get("/api/datasets/" + dataset.path("id").asText()).path("examples");
    assertThat(examples).hasSize(2);
    assertThat(examples.path(0).path("input").path("input").asText()).isEqualTo("question");
    assertThat(examples.path(0).path("output").path("output").asText()).isEqualTo("answer");
    assertThat(examples.path(1).path("input").path("messages").path(0).path("content").asText())
        .isEqualTo("hi");
    assertThat(examples.path(1).path("traceId").asText()).isEqualTo(OtlpJson.TRACE);
    assertThat(client.postJson("/api/datasets", "{\"name\":\"x\",\"spans\":[77]}").statusCode())
        .isEqualTo(404);
  }
}
