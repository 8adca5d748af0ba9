internal import ArgumentParser

struct TemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Render prompt templates over rows, chat templates over conversations, or any Jinja source.",
        subcommands: [
            TemplateRenderCommand.self, TemplateListCommand.self, TemplateLintCommand.self,
            TemplatePreviewCommand.self, TemplateChatCommand.self, TemplateEvalCommand.self,
        ])
}
