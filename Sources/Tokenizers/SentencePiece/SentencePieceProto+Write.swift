extension SentencePieceProto {
    /// The model file: pieces, then the specifications (google/sentencepiece, src/sentencepiece_model.proto).
    var encoded: [UInt8] {
        var file = ProtobufWriter()
        for piece in pieces {
            var message = ProtobufWriter()
            message.append(1, piece.name)
            message.append(2, piece.score)
            if piece.type != .normal { message.append(3, piece.type.rawValue) }
            file.append(1, message.bytes)
        }
        for (field, message) in specifications {
            var message = ProtobufWriter(message)
            // Of a field that is there twice the last counts.
            if field == 2 { message.append(4, UInt64(pieces.count)) }
            file.append(field, message.bytes)
        }
        return file.bytes
    }

    /// Says how the model was trained.
    mutating func specify(_ training: SentencePieceTraining) {
        var normalizer = ProtobufWriter()
        normalizer.append(1, Array(training.normalization.rawValue.utf8))
        normalizer.append(2, training.normalization.charsmap)
        normalizer.append(3, training.addDummyPrefix)
        normalizer.append(4, training.removeExtraWhitespaces)
        normalizer.append(5, escapesSpaces)
        specifications = [(2, trainerSpec(training)), (3, normalizer.bytes)]
    }

    private func trainerSpec(_ training: SentencePieceTraining) -> [UInt8] {
        var trainer = ProtobufWriter()
        trainer.append(3, algorithm.rawValue)
        trainer.append(10, training.characterCoverage)
        if training.inputSentenceSize > 0 { trainer.append(11, UInt64(training.inputSentenceSize)) }
        trainer.append(18, UInt64(training.maximumSentenceLength))
        trainer.append(20, UInt64(training.maximumPieceLength))
        trainer.append(21, training.splitByUnicodeScript)
        trainer.append(22, training.splitByWhitespace)
        trainer.append(23, training.splitByNumber)
        trainer.append(24, training.treatWhitespaceAsSuffix)
        trainer.append(25, training.splitDigits)
        trainer.append(26, training.allowWhitespaceOnlyPieces)
        for symbol in training.controlSymbols { trainer.append(30, Array(symbol.utf8)) }
        for symbol in training.userDefinedSymbols { trainer.append(31, Array(symbol.utf8)) }
        trainer.append(35, training.byteFallback)
        if !training.requiredCharacters.isEmpty { trainer.append(36, Array(training.requiredCharacters.utf8)) }
        return trainer.bytes
    }
}
