/// What is lost by a fault, and what is needed to go on after it.
struct XMLLoss {
    var fault: XMLFault
    /// The record that the fault is in.
    var begin: XMLPlace
    var beginning: [UInt8]
    /// Names of the elements that records begin with.
    var recordElements: [[UInt8]]
    /// Start tags of the elements that stay open around records.
    var tags: [UInt8]
}
