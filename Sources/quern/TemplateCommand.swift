internal import ArgumentParser

struct TemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Render prompt templates over rows, or any Jinja source.",
        subcommands: [TemplateRenderCommand.self, TemplateEvalCommand.self])
}
