// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import java.util.List;

/** Texts, thinking and media of messages. */
final class MessageScenarios {

  static List<Scenario> all() {
    return List.of(
        text(),
        system(),
        systemBlocks(),
        severalTurns(),
        thinking(),
        redactedThinking(),
        mediaWithoutUsualFields(),
        emptyContents(),
        images(),
        documents(),
        citations(),
        unknownBlock());
  }

  private static Scenario text() {
    return Scenario.of("text");
  }

  private static Scenario system() {
    return Scenario.of("system as text")
        .request("{\"system\": \"Be brief.\"}")
        .in(
            """
            0.role = system
            0.content = Be brief.
            1.role = user
            1.content = Where is my parcel?
            """);
  }

  private static Scenario systemBlocks() {
    return Scenario.of("system as blocks")
        .request(
            """
            {"system": [{"type": "text", "text": "Be brief."},
                        {"type": "text", "text": "Be kind.", "cache_control": {"type": "ephemeral"}}]}
            """)
        .hasNot("llm.input_messages.0.message.content")
        .in(
            """
            0.role = system
            0.c0.type = text
            0.c0.text = Be brief.
            0.c1.type = text
            0.c1.text = Be kind.
            1.role = user
            1.content = Where is my parcel?
            """);
  }

  private static Scenario severalTurns() {
    return Scenario.of("several turns")
        .messages(
            """
            [{"role": "user", "content": "Hi"},
             {"role": "assistant", "content": [{"type": "text", "text": "Hello"}]},
             {"role": "user", "content": [{"type": "text", "text": "Where"}, {"type": "text", "text": "is it?"}]}]
            """)
        .in(
            """
            0.role = user
            0.content = Hi
            1.role = assistant
            1.content = Hello
            2.role = user
            2.c0.type = text
            2.c0.text = Where
            2.c1.type = text
            2.c1.text = is it?
            """);
  }

  private static Scenario thinking() {
    return Scenario.of("thinking with signature")
        .request("{\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 1024}}")
        .content(
            """
            [{"type": "thinking", "thinking": "Oslo, I think.", "signature": "c2ln"},
             {"type": "text", "text": "In Oslo."}]
            """)
        .out(
            """
            c0.type = reasoning
            c0.text = Oslo, I think.
            c0.signature = c2ln
            c1.type = text
            c1.text = In Oslo.
            """);
  }

  private static Scenario redactedThinking() {
    return Scenario.of("redacted thinking")
        .messages(
            """
            [{"role": "user", "content": "Hi"},
             {"role": "assistant", "content": [{"type": "redacted_thinking", "data": "ZW5j"}]}]
            """)
        .content("[{\"type\": \"redacted_thinking\", \"data\": \"ZW5j\"}]")
        .in(
            """
            0.role = user
            0.content = Hi
            1.role = assistant
            1.c0.type = reasoning
            1.c0.data = ZW5j
            """)
        .out(
            """
            c0.type = reasoning
            c0.data = ZW5j
            """);
  }

  private static Scenario mediaWithoutUsualFields() {
    return Scenario.of("media without usual fields")
        .messages(
            """
            [{"role": "user", "content": [
               {"type": "image", "source": {"type": "base64", "data": "iVBORw0KGgo="}},
               {"type": "document", "source": {"type": "base64", "data": "JVBERi0="}},
               {"type": "image"},
               {"type": "document", "source": {}},
               {"type": "image", "source": {"type": "hologram", "beam": 3}}]}]
            """)
        .in(
            """
            0.role = user
            0.c0.type = image
            0.c0.image.image.url = data:image/png;base64,iVBORw0KGgo=
            0.c1.type = document
            0.c1.document.document.url = data:;base64,JVBERi0=
            0.c2.type = image
            0.c2.text = {"type":"image"}
            0.c3.type = document
            0.c3.text = {"type":"document","source":{}}
            0.c4.type = image
            0.c4.text = {"type":"image","source":{"type":"hologram","beam":3}}
            """);
  }

  private static Scenario emptyContents() {
    return Scenario.of("contents that are empty or no list")
        .request("{\"system\": []}")
        .messages(
            """
            [{"role": "user", "content": []},
             {"role": "assistant", "content": ""},
             {"role": "user", "content": {"type": "text", "text": "Hi"}},
             {"role": "assistant", "content": null},
             {"role": "user", "content": [
               {"type": "tool_result", "tool_use_id": "toolu_1", "content": []},
               {"type": "tool_result", "tool_use_id": "toolu_2", "content": ""},
               {"type": "tool_result", "tool_use_id": "toolu_3", "content": {"type": "text", "text": "Oslo"}}]}]
            """)
        .in(
            """
            0.role = user
            1.role = assistant
            1.content =\s
            2.role = user
            2.content = Hi
            3.role = assistant
            4.role = tool
            4.tool_call_id = toolu_1
            5.role = tool
            5.tool_call_id = toolu_2
            5.content =\s
            6.role = tool
            6.tool_call_id = toolu_3
            6.content = Oslo
            """);
  }

  private static Scenario images() {
    return Scenario.of("images")
        .messages(
            """
            [{"role": "user", "content": [
               {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="}},
               {"type": "image", "source": {"type": "url", "url": "https://example.org/a.png"}},
               {"type": "image", "source": {"type": "file", "file_id": "file_1"}}]}]
            """)
        .in(
            """
            0.role = user
            0.c0.type = image
            0.c0.image.image.url = data:image/png;base64,iVBORw0KGgo=
            0.c1.type = image
            0.c1.image.image.url = https://example.org/a.png
            0.c2.type = image
            0.c2.text = {"type":"image","source":{"type":"file","file_id":"file_1"}}
            """);
  }

  private static Scenario documents() {
    return Scenario.of("documents")
        .messages(
            """
            [{"role": "user", "content": [
               {"type": "document", "title": "Bill", "source": {"type": "base64", "media_type": "application/pdf", "data": "JVBERi0="}},
               {"type": "document", "source": {"type": "url", "url": "https://example.org/a.pdf"}},
               {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "Dear Sir"}},
               {"type": "document", "source": {"type": "file", "file_id": "file_1"}},
               {"type": "document", "source": {"type": "content", "content": [{"type": "text", "text": "x"}]}}]}]
            """)
        .in(
            """
            0.role = user
            0.c0.type = document
            0.c0.document.document.name = Bill
            0.c0.document.document.mime_type = application/pdf
            0.c0.document.document.url = data:application/pdf;base64,JVBERi0=
            0.c1.type = document
            0.c1.document.document.url = https://example.org/a.pdf
            0.c2.type = document
            0.c2.document.document.mime_type = text/plain
            0.c2.document.document.content = Dear Sir
            0.c3.type = document
            0.c3.document.document.id = file_1
            0.c4.type = document
            0.c4.text = {"type":"document","source":{"type":"content","content":[{"type":"text","text":"x"}]}}
            """);
  }

  private static Scenario citations() {
    return Scenario.of("citations")
        .content(
            """
            [{"type": "text", "text": "In Oslo.", "citations": [{"type": "char_location", "cited_text": "Oslo",
               "document_index": 0, "start_char_index": 0, "end_char_index": 4}]},
             {"type": "text", "text": " Yes."}]
            """)
        .out(
            """
            c0.type = text
            c0.text = In Oslo.
            c1.type = text
            c1.text =  Yes.
            """)
        .hasJson(
            "metadata",
            """
            {"citations": {"0": [{"type": "char_location", "cited_text": "Oslo",
              "document_index": 0, "start_char_index": 0, "end_char_index": 4}]}}
            """);
  }

  private static Scenario unknownBlock() {
    return Scenario.of("unknown block and field")
        .answer("{\"hologram\": {\"watts\": 3}}")
        .content(
            """
            [{"type": "hologram", "beam": {"watts": 3}}, {"type": "text", "text": "In Oslo."}]
            """)
        .out(
            """
            c0.type = hologram
            c0.text = {"type":"hologram","beam":{"watts":3}}
            c1.type = text
            c1.text = In Oslo.
            """);
  }

  private MessageScenarios() {}
}
