// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

/**
 * How the events of a stream are written into the body of a response.
 *
 * @since 0.1.0
 */
public interface StreamEncoding {

  /** Server-sent events without a name; each line of an event becomes a data line. */
  StreamEncoding SERVER_SENT_EVENTS =
      new StreamEncoding() {
        @Override
        public String contentType() {
          return SseStream.CONTENT_TYPE;
        }

        @Override
        public byte[] encode(String event) {
          return SseStream.format(event);
        }
      };

  /**
   * Frames of an event stream of AWS, as Amazon Bedrock sends them. An event is its type, a space,
   * and its JSON: {@code messageStart {"role": "assistant"}}. A type that ends with {@code
   * Exception} makes a frame that fails the call.
   */
  StreamEncoding AWS_EVENT_STREAM =
      new StreamEncoding() {
        @Override
        public String contentType() {
          return AwsEventStream.CONTENT_TYPE;
        }

        @Override
        public byte[] encode(String event) {
          return AwsEventStream.frame(event);
        }
      };

  /** Returns the content type of the response. */
  String contentType();

  /** Returns the bytes of an event. */
  byte[] encode(String event);
}
