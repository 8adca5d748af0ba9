package import Records

/// How texts are made alike before they are compared as wholes.
package struct ExactOptions: Defaulted, Equatable {
    package init() {}
}
