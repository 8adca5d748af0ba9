internal import Foundation
internal import GRDB
internal import Records

/// What has been done, kept in SQLite below the output folder: for each part of each pass the key of its inputs and
/// settings, and its receipt. A part whose key is unchanged and whose files are still there is not done again.
final class Ledger: Sendable {
    private let database: DatabaseQueue
    private let path: String

    init(path: String) throws(DataError) {
        self.path = path
        try Folder.create(Folder.parent(of: path))
        database = try Self.translate(path) {
            var configuration = Configuration()
            configuration.prepareDatabase { database in
                try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
            }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.write { database in
                try database.execute(
                    sql: """
                        CREATE TABLE IF NOT EXISTS part(
                            pass TEXT NOT NULL, part INTEGER NOT NULL, key TEXT NOT NULL, receipt TEXT NOT NULL,
                            PRIMARY KEY (pass, part));
                        CREATE TABLE IF NOT EXISTS input(
                            path TEXT PRIMARY KEY, stamp TEXT NOT NULL, hash TEXT NOT NULL);
                        """)
            }
            return queue
        }
    }

    /// The receipts of a pass, by part, with their keys.
    func receipts(of pass: String) throws(DataError) -> [Int: (key: String, receipt: Receipt)] {
        try Self.translate(path) {
            let rows = try database.read { database in
                try Row.fetchAll(database, sql: "SELECT part, key, receipt FROM part WHERE pass = ?", arguments: [pass])
            }
            var found: [Int: (String, Receipt)] = [:]
            for row in rows {
                let text: String = row["receipt"]
                found[row["part"]] = (row["key"], try JSONDecoder().decode(Receipt.self, from: Data(text.utf8)))
            }
            return found
        }
    }

    func record(pass: String, part: Int, key: String, receipt: Receipt) throws(DataError) {
        let text = try CanonicalJSON.text(receipt)
        try execute("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?)", [pass, part, key, text])
    }

    func forget(pass: String, part: Int) throws(DataError) {
        try execute("DELETE FROM part WHERE pass = ? AND part = ?", [pass, part])
    }

    func passes() throws(DataError) -> [String] {
        try Self.translate(path) {
            try database.read { try String.fetchAll($0, sql: "SELECT DISTINCT pass FROM part ORDER BY pass") }
        }
    }

    /// The remembered hash of an input file, if its stamp (size, time of change, inode) is as it was.
    func hash(ofInput input: String, stamp: String) throws(DataError) -> String? {
        try Self.translate(path) {
            try database.read { database in
                try String.fetchOne(
                    database, sql: "SELECT hash FROM input WHERE path = ? AND stamp = ?", arguments: [input, stamp])
            }
        }
    }

    /// Remembers hashes of input files, in one transaction.
    func remember(inputs: [(path: String, stamp: String, hash: String)]) throws(DataError) {
        try Self.translate(path) {
            try database.write { database in
                for input in inputs {
                    try database.execute(
                        sql: "INSERT OR REPLACE INTO input VALUES (?, ?, ?)",
                        arguments: [input.path, input.stamp, input.hash])
                }
            }
        }
    }

    private func execute(_ sql: String, _ arguments: StatementArguments) throws(DataError) {
        try Self.translate(path) { try database.write { try $0.execute(sql: sql, arguments: arguments) } }
    }

    private static func translate<T>(_ path: String, _ body: () throws -> T) throws(DataError) -> T {
        do {
            return try body()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
            throw DataError(
                "no space left for the ledger", file: path, mend: "free some space and run the same command")
        } catch let error as DatabaseError {
            throw DataError(
                "the ledger cannot be used: \(error.message ?? String(error.resultCode.rawValue))", file: path,
                mend: "check that the folder is writable; deleting the ledger makes the next run start afresh")
        } catch {
            throw DataError("the ledger cannot be used: \(error)", file: path)
        }
    }
}
