// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.AudioAttributes;
import io.openinference.semconv.ImageAttributes;
import io.openinference.semconv.MessageContentAttributes;
import io.openinference.semconv.ObjectKey;
import io.openinference.semconv.ObjectListKey;
import io.openinference.semconv.VideoAttributes;
import io.opentelemetry.api.common.AttributeKey;
import org.jspecify.annotations.Nullable;

/** The attribute keys of the message content at one index. */
final class MessageContentKeys {

  final AttributeKey<String> type;
  final AttributeKey<String> id;
  final AttributeKey<String> text;
  final AttributeKey<String> imageUrl;
  final AttributeKey<String> audioUrl;
  final AttributeKey<String> audioMimeType;
  final AttributeKey<String> audioTranscript;
  final AttributeKey<String> signature;
  final AttributeKey<String> data;
  final AttributeKey<String> encryptedContent;

  private final ObjectListKey list;
  private final int index;
  private @Nullable ToolCallKeys toolCall;
  private @Nullable DocumentKeys document;
  private @Nullable AttributeKey<String> videoUrl;

  MessageContentKeys(ObjectListKey list, int index) {
    this.list = list;
    this.index = index;
    type = list.at(index, MessageContentAttributes.MESSAGE_CONTENT_TYPE);
    id = list.at(index, MessageContentAttributes.MESSAGE_CONTENT_ID);
    text = list.at(index, MessageContentAttributes.MESSAGE_CONTENT_TEXT);
    ObjectKey image = list.at(index, MessageContentAttributes.MESSAGE_CONTENT_IMAGE);
    imageUrl = image.with(ImageAttributes.IMAGE_URL);
    ObjectKey audio = list.at(index, MessageContentAttributes.MESSAGE_CONTENT_AUDIO);
    audioUrl = audio.with(AudioAttributes.AUDIO_URL);
    audioMimeType = audio.with(AudioAttributes.AUDIO_MIME_TYPE);
    audioTranscript = audio.with(AudioAttributes.AUDIO_TRANSCRIPT);
    signature = list.at(index, MessageContentAttributes.MESSAGE_CONTENT_SIGNATURE);
    data = list.at(index, MessageContentAttributes.MESSAGE_CONTENT_DATA);
    encryptedContent = list.at(index, MessageContentAttributes.MESSAGE_CONTENT_ENCRYPTED_CONTENT);
  }

  // Created on first use, because few parts are tool calls, files or videos. A race creates
  // equal keys twice.

  ToolCallKeys toolCall() {
    ToolCallKeys keys = toolCall;
    if (keys == null) {
      keys = new ToolCallKeys(list, index);
      toolCall = keys;
    }
    return keys;
  }

  DocumentKeys document() {
    DocumentKeys keys = document;
    if (keys == null) {
      keys = new DocumentKeys(list.at(index, MessageContentAttributes.MESSAGE_CONTENT_DOCUMENT));
      document = keys;
    }
    return keys;
  }

  AttributeKey<String> videoUrl() {
    AttributeKey<String> key = videoUrl;
    if (key == null) {
      ObjectKey video = list.at(index, MessageContentAttributes.MESSAGE_CONTENT_VIDEO);
      key = video.with(VideoAttributes.VIDEO_URL);
      videoUrl = key;
    }
    return key;
  }
}
