// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import io.openinference.instrumentation.spi.CredentialNames;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells from the name of a field of a body what the field holds. */
final class FieldKinds {

  /** Addresses that stay inside messages, because a reader of the message needs the link. */
  private static final Set<String> MEDIA_ADDRESSES =
      Set.of("url", "uri", "imageurl", "fileurl", "fileuri", "audiourl", "videourl");

  /** The maximum number of cached names. Users choose the names in places such as metadata. */
  private static final int MAX_CACHED = 4096;

  private static final int MAX_CACHED_LENGTH = 64;

  private static final Map<String, Kind> KINDS = new ConcurrentHashMap<>();

  /** The content that a name reveals. */
  enum Kind {
    /** The name reveals nothing. */
    PLAIN,
    /** The value is a credential, or each text inside the value is one. */
    CREDENTIAL,
    /**
     * The value is a credential, unless the object is a log probability, which has a field of this
     * name.
     */
    TOKEN,
    /**
     * The value is an object of HTTP headers or environment variables, whose values are
     * credentials.
     */
    HEADERS,
    /** The value is an object of query parameters. */
    QUERY,
    /** The value is the address of a service. */
    ADDRESS,
    /** The value is the address of an image, a file or a source. */
    MEDIA_ADDRESS,
    /** The value tells of a failure. Providers quote the key that they refuse. */
    ERROR,
    /** A neighbouring field names the content of this value. */
    VALUE,
    /** A neighbouring field may tell that this key is a credential. */
    KEY
  }

  static Kind kindOf(String name) {
    if (name.length() > MAX_CACHED_LENGTH) {
      return kindInText(name);
    }
    Kind cached = KINDS.get(name);
    if (cached != null) {
      return cached;
    }
    Kind kind = kindInText(name);
    if (KINDS.size() < MAX_CACHED) {
      KINDS.put(name, kind);
    }
    return kind;
  }

  /**
   * Returns the same as {@link #kindOf} for a name that is part of a text. Such names are not
   * cached, because content would fill the cache.
   */
  static Kind kindInText(String name) {
    return kindOfNormal(CredentialNames.normalized(name));
  }

  /** Tells whether the kind of a name is cached. */
  static boolean isCached(String name) {
    return KINDS.containsKey(name);
  }

  private static Kind kindOfNormal(String name) {
    if (name.equals("token")) {
      return Kind.TOKEN;
    }
    if (CredentialNames.isCredential(name)) {
      return Kind.CREDENTIAL;
    }
    if (name.endsWith("headers") || name.equals("env")) {
      return Kind.HEADERS;
    }
    if (MEDIA_ADDRESSES.contains(name)) {
      return Kind.MEDIA_ADDRESS;
    }
    if (name.endsWith("url") || name.endsWith("uri") || name.endsWith("endpoint")) {
      return Kind.ADDRESS;
    }
    if (name.endsWith("query") || name.endsWith("queryparams")) {
      return Kind.QUERY;
    }
    if (name.equals("key")) {
      return Kind.KEY;
    }
    if (name.equals("error") || name.equals("errors")) {
      return Kind.ERROR;
    }
    return name.equals("value") ? Kind.VALUE : Kind.PLAIN;
  }

  private FieldKinds() {}
}
